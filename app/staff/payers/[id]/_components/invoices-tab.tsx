import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { InvoiceStatus } from "@/components/invoices/invoice-status";
import { EmptyState } from "@/components/ui/empty-state";
import { BottomBar, Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { InvoiceRow } from "@/lib/invoices/model";
import { listInvoices } from "@/lib/invoices/queries";
import { isOpenInvoice } from "@/lib/invoices/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { PayerDetail } from "@/lib/payers/model";

const ROWS = 50;

/** The newest invoices of this payer; the list has all of them. */
export async function InvoicesTab({ payer, staff }: { payer: PayerDetail; staff: Staff }) {
  const t = await getTranslations("invoices");
  const { rows, nextCursor } = await listInvoices(staff.ctx, { view: "all", payerId: payer.id, limit: ROWS });
  const mayMake = staff.can("invoices.manage") && !payer.archivedAt;
  const make = mayMake && (
    <LinkButton href={`/staff/invoices/new?payer=${payer.id}`} size="sm" icon="plus">
      {t("new")}
    </LinkButton>
  );
  return (
    <Sheet title={t("tab.title")} pad="none" aside={rows.length > 0 && make}>
      {rows.length === 0 ? (
        <EmptyState title={t("tab.noneTitle")} action={make}>
          {t("tab.noneText")}
        </EmptyState>
      ) : (
        <PayerInvoices rows={rows} />
      )}
      {nextCursor && (
        <BottomBar>
          <LinkButton href={`/staff/invoices?status=all&payerId=${payer.id}`} size="sm">
            {t("tab.all", { name: payer.name })}
          </LinkButton>
        </BottomBar>
      )}
    </Sheet>
  );
}

async function PayerInvoices({ rows }: { rows: readonly InvoiceRow[] }) {
  const t = await getTranslations("exports.columns.invoices");
  const list = await getTranslations("invoices.list");
  const locale = await getLocale();
  return (
    <Ledger caption={list("table")} hover>
      <thead>
        <tr>
          <Th>{t("number")}</Th>
          <Th>{t("status")}</Th>
          <Th>{t("issued")}</Th>
          <Th>{t("due")}</Th>
          <Th kind="money">{t("total")}</Th>
          <Th kind="money">{t("balance")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td>
              <Link href={`/staff/invoices/${row.id}`} prefetch={false} className="ledger-main">
                {row.number || list("draftName")}
              </Link>
            </Td>
            <Td>
              <InvoiceStatus status={row.status} />
            </Td>
            <Td>{formatIsoDate(row.issueDate, locale)}</Td>
            <Td>{formatIsoDate(row.dueDate, locale)}</Td>
            <Td kind="money">{formatMoney(row.totalCents, row.currency, locale)}</Td>
            <Td kind="money">{isOpenInvoice(row.status) && formatMoney(row.balanceCents, row.currency, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
