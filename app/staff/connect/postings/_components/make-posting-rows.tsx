import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import { PostingState } from "@/components/postings/posting-state";
import { TroubleText } from "@/components/postings/trouble-text";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { formatDate, formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { cellOf, POSTING_COLUMNS } from "@/lib/postings/columns";
import type { PostingRow, PostingView } from "@/lib/postings/model";
import type { ListSetting } from "../../../_components/read-list";
import { cellsOf } from "../../../_components/staff-list";
import { QueuedWait } from "./queued-wait";
import { Remedies } from "./remedies";

type Options = {
  rows: readonly PostingRow[];
  view: PostingView;
  setting: ListSetting;
  timeZone: string;
  now: Date;
  /** Whether this user may map accounts. */
  mayMap: boolean;
};

/** The records of a page as rows of the list; an incomplete one says why, and what mends it. */
export async function makePostingRows({ rows, view, setting, timeZone, now, mayMap }: Options): Promise<ListRow[]> {
  const cell = await makePostingCell(timeZone, now);
  return rows.map((row) => ({
    id: row.id,
    name: [row.payerName, row.invoiceNumber, row.number].filter(Boolean).join(", "),
    sum: { cents: row.amountCents, purse: row.accountKind },
    cells: cellsOf(setting, (id) => cell(id, row)),
    ...(row.trouble
      ? {
          trouble: {
            text: <TroubleText row={row} trouble={row.trouble} />,
            remedy: view === "all" ? null : <Remedies row={row} trouble={row.trouble} mayMap={mayMap} />,
          },
        }
      : {}),
  }));
}

async function makePostingCell(timeZone: string, now: Date): Promise<(id: string, row: PostingRow) => ReactNode> {
  const locale = await getLocale();
  const t = await getTranslations("postings");
  const sources = await getTranslations("payments.source");
  const kinds = await getTranslations("common.account");
  const own: Record<string, (row: PostingRow) => ReactNode> = {
    date: (row) => formatDate(row.createdAt, timeZone, locale),
    payer: (row) => (
      <>
        {row.isFromPage && (
          <span className="from-page">
            <Icon name="person-page" />
            <span className="sr-only">{t("fromPage")} </span>
          </span>
        )}
        <Link href={`/staff/payments/${row.paymentId}`} prefetch={false} className="ledger-main">
          {row.payerName || row.paymentNumber}
        </Link>
      </>
    ),
    invoice: (row) => row.invoiceNumber || (row.kind === "trust" ? t("ledger") : ""),
    matter: (row) => (row.isMatched ? row.matterNumber : <span className="text-ink-3">{t("notMatched")}</span>),
    account: (row) => <Tag tone={row.accountKind}>{row.accountName}</Tag>,
    account_kind: (row) => kinds(row.accountKind),
    source: (row) => sources(row.source),
    state: (row) => (
      <>
        <PostingState row={row} />
        {row.state === "queued" && <QueuedWait queuedAt={row.queuedAt} batchNumber={row.batchNumber} now={now} />}
      </>
    ),
    reason: (row) => (row.trouble ? t(`trouble.${row.trouble.reason}.title`) : ""),
    amount: (row) => formatMoney(row.amountCents, row.currency, locale),
  };
  const kindOf = new Map<string, string>(POSTING_COLUMNS.map(({ id, kind }) => [id, kind]));
  return (id, row) => {
    const make = own[id];
    if (make) return make(row);
    const value = cellOf(id, row);
    if (value instanceof Date && kindOf.get(id) === "instant") return formatShortDateTime(value, timeZone, locale);
    return value === null ? "" : String(value);
  };
}
