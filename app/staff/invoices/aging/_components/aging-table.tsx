import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { type AgingRow, INVOICE_AGES } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";

/** Who owes how much, by age; sums of one currency below. Each figure of a head opens its invoices. */
export async function AgingTable({ rows }: { rows: readonly AgingRow[] }) {
  const t = await getTranslations("invoices");
  if (rows.length === 0)
    return (
      <Sheet pad="none">
        <EmptyState title={t("aging.noneTitle")}>{t("aging.noneText")}</EmptyState>
      </Sheet>
    );
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return (
    <Sheet pad="none" className="list-scrolls">
      <Ledger caption={t("aging.title")} hover>
        <thead>
          <tr>
            <Th held>{t("aging.who")}</Th>
            <Th kind="end">{t("aging.count")}</Th>
            {INVOICE_AGES.map((age) => (
              <Th key={age} kind="money">
                <Link href={`/staff/invoices?status=open&age=${age}`} prefetch={false}>
                  {t(`age.${age}`)}
                </Link>
              </Th>
            ))}
            <Th kind="money">{t("aging.total")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AgingLine key={`${row.payerId ?? row.billTo} ${row.currency}`} row={row} />
          ))}
        </tbody>
        <tfoot>
          {currencies.map((currency) => (
            <SumLine key={currency} rows={rows.filter((row) => row.currency === currency)} currency={currency} />
          ))}
        </tfoot>
      </Ledger>
    </Sheet>
  );
}

async function AgingLine({ row }: { row: AgingRow }) {
  const locale = await getLocale();
  const money = (cents: number) => (cents === 0 ? "" : formatMoney(cents, row.currency, locale));
  const who = new URLSearchParams(row.payerId ? { payerId: row.payerId } : { q: row.billTo });
  return (
    <tr>
      <Td held>
        <Link href={`/staff/invoices?status=open&${who}`} prefetch={false} className="ledger-main">
          {row.billTo}
        </Link>
      </Td>
      <Td kind="end">{row.count}</Td>
      {INVOICE_AGES.map((age) => (
        <Td key={age} kind="money">
          {money(row.cents[age])}
        </Td>
      ))}
      <Td kind="money">{money(row.totalCents)}</Td>
    </tr>
  );
}

async function SumLine({ rows, currency }: { rows: readonly AgingRow[]; currency: string }) {
  const t = await getTranslations("invoices.aging");
  const locale = await getLocale();
  const sum = (of: (row: AgingRow) => number) =>
    formatMoney(
      rows.reduce((total, row) => total + of(row), 0),
      currency,
      locale,
    );
  return (
    <tr>
      <Td held>{t("total")}</Td>
      <Td kind="end">{rows.reduce((total, row) => total + row.count, 0)}</Td>
      {INVOICE_AGES.map((age) => (
        <Td key={age} kind="money" total>
          {sum((row) => row.cents[age])}
        </Td>
      ))}
      <Td kind="money" total>
        {sum((row) => row.totalCents)}
      </Td>
    </tr>
  );
}
