import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import { formatDate } from "@/lib/dates/format-date";
import type { PayerRow } from "@/lib/payers/model";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf } from "../../_components/staff-list";
import { PAYER_COLUMNS, type PayerColumnId } from "./payer-columns";

type Options = { rows: readonly PayerRow[]; setting: ListSetting; timeZone: string };

/** The payers of a page as rows of the list. */
export async function makePayerRows({ rows, setting, timeZone }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("payers");
  const cells: Record<PayerColumnId, (row: PayerRow) => ReactNode> = {
    name: (row) => (
      <Link href={`/staff/payers/${row.id}`} prefetch={false} className="ledger-main">
        {row.name}
      </Link>
    ),
    email: ({ emails: [email = "", ...others] }) => (
      <>
        {email}
        {others.length > 0 && <span className="text-ink-3"> {t("list.more", { count: others.length })}</span>}
      </>
    ),
    phone: (row) => row.phone,
    client: (row) => row.clientRefs.join(", "),
    kind: (row) => t(`kind.${row.kind}`),
    created: (row) => formatDate(row.createdAt, timeZone, locale),
    last_paid: (row) => (row.lastPaidAt ? formatDate(row.lastPaidAt, timeZone, locale) : t("list.never")),
  };
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sum: null,
    cells: cellsOf(setting, (id) => {
      const column = PAYER_COLUMNS.find((candidate) => candidate.id === id);
      return column && cells[column.id](row);
    }),
  }));
}
