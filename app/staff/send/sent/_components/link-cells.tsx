import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LinkNote, LinkStatus } from "@/components/pay-links/link-status";
import { CopyButton } from "@/components/ui/copy-button";
import { Tag } from "@/components/ui/tag";
import { formatDate, formatIsoDate, formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkRow } from "@/lib/pay-links/model";
import { actionLinkOf } from "./action-link";
import { LinkActions } from "./link-actions";
import type { SentColumnId } from "./sent-columns";

type Cells = Record<SentColumnId, (row: PayLinkRow) => ReactNode>;

/** How each column of Sent Pages is shown; the texts are read once for all rows. */
export async function makeLinkCells(timeZone: string): Promise<Cells> {
  const locale = await getLocale();
  const t = await getTranslations("links.sent");
  const at = (date: Date | null) => date && formatShortDateTime(date, timeZone, locale);
  const money = (cents: number, { currency }: PayLinkRow) => formatMoney(cents, currency, locale);
  return {
    created: (row) => at(row.createdAt),
    recipient: (row) => (
      <Link href={`/staff/send/sent/${row.id}`} prefetch={false} className="ledger-main">
        {row.recipientName || row.recipientEmails[0] || row.number}
      </Link>
    ),
    invoice: (row) => row.invoiceNumber,
    account: (row) => <Tag tone={row.accountKind}>{row.accountName}</Tag>,
    status: (row) => (
      <>
        <LinkStatus status={row.status} />
        <LinkNote link={row} />
      </>
    ),
    opened_at: (row) => at(row.openedAt) ?? t("notOpened"),
    expires_at: (row) => formatDate(row.expiresAt, timeZone, locale),
    number: (row) => row.number,
    email: (row) => row.recipientEmails.join(", "),
    due: (row) => row.dueDate && formatIsoDate(row.dueDate, locale),
    sent_at: (row) => at(row.sentAt),
    closed_at: (row) => at(row.closedAt),
    amount: (row) => money(row.amountCents, row),
    paid: (row) => money(row.amountPaidCents, row),
    balance: (row) => money(row.balanceCents, row),
  };
}

type RowActionsProps = { row: PayLinkRow; url: string | undefined; firm: FirmView; now: Date };

/** Copy, send again, keep open, cancel: what the state of the link allows. */
export async function RowActions({ row, url, firm, now }: RowActionsProps) {
  const locale = await getLocale();
  const t = await getTranslations("links.action");
  return (
    <span className="inline-flex items-center gap-1">
      {url && (
        <CopyButton text={url} label={t("copy", { number: row.number })} copiedText={t("copied")} size="sm" iconOnly />
      )}
      <LinkActions inRow link={actionLinkOf(row, { firm, now, locale })} />
    </span>
  );
}
