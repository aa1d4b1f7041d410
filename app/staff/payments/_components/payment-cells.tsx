import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PaymentStatus } from "@/components/payments/payment-status";
import { Tag } from "@/components/ui/tag";
import { formatIsoDate, formatShortDateTime } from "@/lib/dates/format-date";
import type { ListColumn } from "@/lib/lists/model";
import { formatMoney } from "@/lib/money/format-money";
import { cellOf } from "@/lib/payments/columns";
import type { PaymentRow } from "@/lib/payments/model";

type CellOf = (column: ListColumn, row: PaymentRow) => ReactNode;

/** How each column of Payment Manager is shown; the texts are read once for all rows. `waiting`: payments of which a refund
 * waits for a second person. */
export async function makePaymentCells(
  timeZone: string,
  mainColumn: string,
  waiting: ReadonlySet<string>,
): Promise<CellOf> {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  const inWords = (texts: { has: (key: never) => boolean }, key: string) => texts.has(key as never);
  const brandOf = ({ methodBrand }: PaymentRow) => {
    const key = `method.${methodBrand}`;
    return methodBrand && inWords(common, key) ? common(key as "method.visa") : methodBrand;
  };
  const special: Record<string, (row: PaymentRow) => ReactNode> = {
    status: (row) =>
      waiting.has(row.id) ? (
        <>
          <PaymentStatus status={row.status} />
          <span className="block text-warn text-xs">{t("refundRequest.inList")}</span>
        </>
      ) : (
        <PaymentStatus status={row.status} />
      ),
    source: (row) => t(`source.${row.source}`),
    account: (row) => <Tag tone={row.accountKind}>{row.accountName}</Tag>,
    account_kind: (row) => common(`account.${row.accountKind}`),
    method: (row) => row.methodLast4 && `${brandOf(row)} ${row.methodLast4}`,
    decline: ({ declineCode }) => {
      const key = `declineReason.${declineCode}`;
      return declineCode && inWords(t, key) ? t(key as "declineReason.card_declined") : declineCode;
    },
    amount: (row) => formatMoney(row.status === "refunded" ? -row.amountCents : row.amountCents, row.currency, locale),
  };
  const plain: CellOf = ({ id, kind }, row) => {
    const cell = cellOf(id, row);
    if (cell === null || cell === "") return null;
    if (kind === "money" && typeof cell === "number") return formatMoney(cell, row.currency, locale);
    if (kind === "instant" && cell instanceof Date) return formatShortDateTime(cell, timeZone, locale);
    if (kind === "date" && typeof cell === "string") return formatIsoDate(cell, locale);
    return String(cell);
  };
  return (column, row) => {
    const shown = special[column.id]?.(row) ?? plain(column, row);
    if (column.id !== mainColumn) return shown;
    return (
      <Link href={`/staff/payments/${row.id}`} prefetch={false} className="row-link">
        {shown || row.number}
      </Link>
    );
  };
}
