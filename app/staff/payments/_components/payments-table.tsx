import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { PaymentStatus } from "@/components/payments/payment-status";
import { EmptyState } from "@/components/ui/empty-state";
import { BarPages, BarRule, BarSum, BottomBar, Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentRow, PaymentTotals } from "@/lib/payments/model";
import type { PaymentFilter } from "@/lib/payments/schemas";
import { addressOf, isFiltered } from "./filter-address";
import { describeFilters } from "./filter-bar";

type Props = {
  page: { rows: PaymentRow[]; nextCursor: string | null };
  totals: PaymentTotals;
  filter: PaymentFilter;
  firm: FirmView;
  canSend: boolean;
};

export async function PaymentsTable({ page, totals, filter, firm, canSend }: Props) {
  const t = await getTranslations("payments");
  if (page.rows.length === 0) return <NoPayments filter={filter} canSend={canSend} />;
  return (
    <>
      <Ledger caption={t("table")} hover>
        <thead>
          <tr>
            <Th>{t("columns.date")}</Th>
            <Th held>{t("columns.payer")}</Th>
            <Th>{t("columns.reference")}</Th>
            <Th>{t("columns.account")}</Th>
            <Th>{t("columns.source")}</Th>
            <Th>{t("columns.method")}</Th>
            <Th>{t("columns.status")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <PaymentLine key={row.id} row={row} timeZone={firm.timeZone} />
          ))}
        </tbody>
      </Ledger>
      <TotalsBar totals={totals} filter={filter} currency={firm.currency} nextCursor={page.nextCursor} />
    </>
  );
}

async function PaymentLine({ row, timeZone }: { row: PaymentRow; timeZone: string }) {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  const brandKey = `method.${row.methodBrand}` as never;
  const brand = row.methodBrand && common.has(brandKey) ? common(brandKey) : row.methodBrand;
  return (
    <tr>
      <Td kind="soft">{formatShortDateTime(row.createdAt, timeZone, locale)}</Td>
      <Td held>
        <Link href={`/staff/payments/${row.id}`} prefetch={false} className="row-link">
          {row.payerName || row.number}
        </Link>
      </Td>
      <Td>{row.invoiceNumber || (row.matterRef && t("matter", { ref: row.matterRef }))}</Td>
      <Td>
        <AccountTag kind={row.accountKind} />
      </Td>
      <Td kind="soft">{t(`source.${row.source}`)}</Td>
      <Td kind="soft">{row.methodLast4 && `${brand} ${row.methodLast4}`}</Td>
      <Td>
        <PaymentStatus status={row.status} />
      </Td>
      <Td kind="money">
        {formatMoney(row.status === "refunded" ? -row.amountCents : row.amountCents, row.currency, locale)}
      </Td>
    </tr>
  );
}

type BarProps = { totals: PaymentTotals; filter: PaymentFilter; currency: string; nextCursor: string | null };

/** The sums of the whole filter, trust and operating apart, and paging. */
async function TotalsBar({ totals, filter, currency, nextCursor }: BarProps) {
  const locale = await getLocale();
  const t = await getTranslations("payments.bar");
  return (
    <BottomBar>
      <span>{t("all", { count: totals.count.toLocaleString(locale) })}</span>
      <BarSum label={<AccountTag kind="operating" />}>{formatMoney(totals.operatingCents, currency, locale)}</BarSum>
      <BarSum label={<AccountTag kind="trust" />}>{formatMoney(totals.trustCents, currency, locale)}</BarSum>
      <BarRule />
      <span className="text-ink-2">{t("net")}</span>
      <BarPages text="">
        {filter.cursor && (
          <LinkButton href={addressOf(filter)} size="sm">
            {t("newer")}
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton href={addressOf(filter, { cursor: nextCursor })} size="sm">
            {t("older")}
          </LinkButton>
        )}
      </BarPages>
    </BottomBar>
  );
}

async function NoPayments({ filter, canSend }: { filter: PaymentFilter; canSend: boolean }) {
  const t = await getTranslations("payments");
  if (!isFiltered(filter)) {
    return (
      <EmptyState
        title={t("none.title")}
        action={canSend && <LinkButton href="/staff/send/quick-link">{t("none.action")}</LinkButton>}
      >
        {t("none.text")}
      </EmptyState>
    );
  }
  const filters = (await describeFilters(filter, [])).map((chip) => `${chip.name} ${chip.value}`).join(", ");
  return (
    <EmptyState
      title={t("noMatch.title")}
      action={<LinkButton href="/staff/payments">{t("noMatch.clear")}</LinkButton>}
    >
      {t("noMatch.text", { filters })}
    </EmptyState>
  );
}
