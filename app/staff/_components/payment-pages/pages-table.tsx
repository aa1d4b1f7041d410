import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { formatMoney } from "@/lib/money/format-money";
import type { PageFamily, PaymentPageRow } from "@/lib/payment-pages/model";
import { PAGE_HOME } from "./page-home";
import { PageStatus } from "./page-status";

type Props = { pages: readonly PaymentPageRow[]; firmSlug: string; family: PageFamily };

/** One line a page, with what came of it in the last 30 days. */
export async function PagesTable({ pages, firmSlug, family }: Props) {
  const t = await getTranslations("paymentPages");
  const locale = await getLocale();
  if (pages.length === 0) {
    const words =
      family === "connect" ? (["connect.none", "connect.noneText"] as const) : (["none", "noneText"] as const);
    return <EmptyState title={t(words[0])}>{t(words[1])}</EmptyState>;
  }
  return (
    <Ledger caption={t("table")} indent>
      <thead>
        <tr>
          <Th held>{t("columns.name")}</Th>
          <Th>{t("columns.status")}</Th>
          <Th>{t("columns.address")}</Th>
          <Th>{t("columns.account")}</Th>
          <Th>{t("columns.views")}</Th>
          <Th>{t("columns.payments")}</Th>
          <Th kind="money">{t("columns.volume")}</Th>
        </tr>
      </thead>
      <tbody>
        {pages.map((page) => (
          <tr key={page.id}>
            <Td held>
              <Link href={`${PAGE_HOME[family]}/${page.id}`} prefetch={false} className="ledger-main">
                {page.name}
              </Link>
            </Td>
            <Td>
              <PageStatus status={page.status} />
            </Td>
            <Td kind="soft">{`/pages/${firmSlug}/${page.slug}`}</Td>
            <Td>
              <AccountTag kind={page.accountKind} />
            </Td>
            <Td>{page.views}</Td>
            <Td>{page.payments}</Td>
            <Td kind="money">{formatMoney(page.volumeCents, page.currency, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
