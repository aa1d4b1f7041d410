import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { TrustMatter } from "@/lib/trust/get-trust-matter";

/** Every line with the balance after it (T14), oldest first. */
export async function MatterLedger({ matter, timeZone }: { matter: TrustMatter; timeZone: string }) {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const money = (cents: number) => formatMoney(cents, matter.currency, locale);
  return (
    <Sheet trust title={t("matter.ledger")} aside={matter.hasMore ? t("matter.older") : undefined} pad="none">
      <Ledger caption={t("matter.ledger")} indent hover>
        <thead>
          <tr>
            <Th>{t("columns.date")}</Th>
            <Th held>{t("columns.entry")}</Th>
            <Th>{t("columns.payment")}</Th>
            <Th>{t("columns.source")}</Th>
            <Th>{t("columns.purpose")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
            <Th kind="money">{t("columns.balance")}</Th>
          </tr>
        </thead>
        <tbody>
          {matter.entries.map((entry) => (
            <tr key={entry.id}>
              <Td kind="soft">{formatShortDateTime(entry.at, timeZone, locale)}</Td>
              <Td held>{t(`entry.${entry.kind}`)}</Td>
              <Td>
                <Link href={`/staff/payments/${entry.paymentId}`} prefetch={false}>
                  {entry.paymentNumber}
                </Link>
              </Td>
              <Td>{entry.source}</Td>
              <Td kind="flow">{entry.purpose}</Td>
              <Td kind="money">{money(entry.amountCents)}</Td>
              <Td kind="money">{money(entry.balanceCents)}</Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td>{t("columns.total")}</Td>
            <Td />
            <Td />
            <Td />
            <Td />
            <Td />
            <Td kind="money" total>
              {money(matter.standing.totalCents)}
            </Td>
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}
