import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { InvoiceStatus } from "@/components/invoices/invoice-status";
import type { ListRow } from "@/components/list/list-shape";
import { Tag } from "@/components/ui/tag";
import { formatIsoDate, formatShortDateTime } from "@/lib/dates/format-date";
import type { InvoiceRow } from "@/lib/invoices/model";
import { isOpenInvoice } from "@/lib/invoices/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf } from "../../_components/staff-list";
import { INVOICE_COLUMNS, type InvoiceColumnId } from "./invoice-columns";

type Options = { rows: readonly InvoiceRow[]; setting: ListSetting; timeZone: string };

/** The invoices of a page as rows of the list. */
export async function makeInvoiceRows({ rows, setting, timeZone }: Options): Promise<ListRow[]> {
  const cells = await makeCells(timeZone);
  return rows.map((row) => ({
    id: row.id,
    name: [row.billTo, row.number].filter(Boolean).join(", "),
    sum: { cents: isOpenInvoice(row.status) ? row.balanceCents : 0, purse: row.accountKind },
    cells: cellsOf(setting, (id) => {
      const column = INVOICE_COLUMNS.find((candidate) => candidate.id === id);
      return column && cells[column.id](row);
    }),
  }));
}

async function makeCells(timeZone: string): Promise<Record<InvoiceColumnId, (row: InvoiceRow) => ReactNode>> {
  const locale = await getLocale();
  const t = await getTranslations("invoices.list");
  const at = (date: Date | null) => date && formatShortDateTime(date, timeZone, locale);
  const money = (cents: number, { currency }: InvoiceRow) => formatMoney(cents, currency, locale);
  return {
    number: (row) => row.number || t("draftName"),
    bill_to: (row) => (
      <Link href={`/staff/invoices/${row.id}`} prefetch={false} className="ledger-main">
        {row.billTo}
      </Link>
    ),
    status: (row) => (
      <>
        <InvoiceStatus status={row.status} />
        {row.inTransitCents > 0 && (
          <span className="block whitespace-normal text-ink-2 text-xs">
            {t("inTransit", { amount: money(row.inTransitCents, row) })}
          </span>
        )}
      </>
    ),
    account: (row) => <Tag tone={row.accountKind}>{row.accountName}</Tag>,
    client: (row) => row.clientRef,
    matter: (row) => row.matterRef,
    email: (row) => row.recipientEmails.join(", "),
    issued: (row) => formatIsoDate(row.issueDate, locale),
    due: (row) => formatIsoDate(row.dueDate, locale),
    created: (row) => at(row.createdAt),
    sent_at: (row) => at(row.sentAt),
    viewed_at: (row) => at(row.viewedAt),
    tax: (row) => money(row.taxCents, row),
    total: (row) => money(row.totalCents, row),
    paid: (row) => money(row.paidCents, row),
    in_transit: (row) => money(row.inTransitCents, row),
    balance: (row) => isOpenInvoice(row.status) && money(row.balanceCents, row),
  };
}
