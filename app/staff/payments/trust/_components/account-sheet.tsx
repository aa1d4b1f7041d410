import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { Icon } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { TrustAccountRow, TrustMatterRow } from "@/lib/trust/model";
import { isNegative } from "@/lib/trust/rules";
import { matterAddress } from "./trust-address";

type Props = { account: TrustAccountRow; matters: readonly TrustMatterRow[]; query: string };

/** The matters of one trust account; the double rule stands under the sum of all of them, shown or not. */
export async function AccountSheet({ account, matters, query }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const { accountName, bankLast4, feeAccountName, holdDays, currency } = account;
  const bank = bankLast4 ? t("account.bank", { last4: bankLast4 }) : t("account.noBank");
  return (
    <Sheet
      trust
      title={
        <span className="flex flex-wrap items-center gap-3">
          {accountName} <AccountTag kind="trust" />
        </span>
      }
      aside={`${t("account.aside", { bank, operating: feeAccountName })}. ${t("account.hold", { days: holdDays })}`}
      pad="none"
    >
      {matters.length === 0 ? (
        <p className="p-5 text-ink-2">{query ? t("noneFound", { q: query }) : t("none")}</p>
      ) : (
        <Ledger caption={t("account.table", { account: accountName })} indent hover>
          <thead>
            <tr>
              <Th held>{t("columns.matter")}</Th>
              <Th>{t("columns.client")}</Th>
              <Th kind="money">{t("columns.inTransit")}</Th>
              <Th kind="money">{t("columns.onHold")}</Th>
              <Th kind="money">{t("columns.cleared")}</Th>
              <Th kind="money">{t("columns.total")}</Th>
            </tr>
          </thead>
          <tbody>
            {matters.map((matter) => (
              <MatterLine key={`${matter.clientRef}/${matter.matterRef}`} matter={matter} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <Td>{t("account.sum", { count: account.matters })}</Td>
              <Td />
              <Td />
              <Td />
              <Td />
              <Td kind="money" total>
                {formatMoney(account.totalCents, currency, locale)}
              </Td>
            </tr>
          </tfoot>
        </Ledger>
      )}
    </Sheet>
  );
}

async function MatterLine({ matter }: { matter: TrustMatterRow }) {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const money = (cents: number) => formatMoney(cents, matter.currency, locale);
  return (
    <tr>
      <Td held>
        <Link href={matterAddress(matter)} prefetch={false} className="row-link">
          {matter.matterRef}
        </Link>
        {isNegative(matter) && (
          <span className="ml-3 inline-flex items-center gap-1 font-semibold text-danger">
            <Icon name="alert" /> {t("negative")}
          </span>
        )}
      </Td>
      <Td>{matter.clientRef}</Td>
      <Td kind="money">{money(matter.inTransitCents)}</Td>
      <Td kind="money">{money(matter.onHoldCents)}</Td>
      <Td kind="money">{money(matter.clearedCents)}</Td>
      <Td kind="money">{money(matter.totalCents)}</Td>
    </tr>
  );
}
