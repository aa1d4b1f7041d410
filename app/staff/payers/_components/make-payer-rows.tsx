import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import { formatDate } from "@/lib/dates/format-date";
import { payerCell } from "@/lib/payers/columns";
import type { WholePayer } from "@/lib/payers/model";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf } from "../../_components/staff-list";

type Options = { rows: readonly WholePayer[]; setting: ListSetting; timeZone: string };

/** The payers of a page as rows of the list. */
export async function makePayerRows({ rows, setting, timeZone }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("payers");
  const cells: Record<string, (row: WholePayer) => ReactNode> = {
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
    client: (row) => row.clientRefs.join(", "),
    language: (row) => t(`locale.${row.locale}`),
    kind: (row) => t(`kind.${row.kind}`),
    created: (row) => formatDate(row.createdAt, timeZone, locale),
    last_paid: (row) => (row.lastPaidAt ? formatDate(row.lastPaidAt, timeZone, locale) : t("list.never")),
  };
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sum: null,
    // What needs no words of its own is shown as it stands in a file.
    cells: cellsOf(setting, (id) => cells[id]?.(row) ?? String(payerCell(id, row) ?? "")),
  }));
}
