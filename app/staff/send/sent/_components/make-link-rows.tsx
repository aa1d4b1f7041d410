import type { ListRow } from "@/components/list/list-shape";
import type { Staff } from "@/lib/auth/session";
import type { ListSetting } from "../../../_components/read-list";
import { cellsOf } from "../../../_components/staff-list";
import { makeLinkCells, RowActions } from "./link-cells";
import type { SentPage } from "./load-page";
import { SENT_COLUMNS } from "./sent-columns";

type Options = { page: SentPage; setting: ListSetting; staff: Staff; maySend: boolean };

/** The links of a page as rows of the list. */
export async function makeLinkRows({ page, setting, staff, maySend }: Options): Promise<ListRow[]> {
  const { firm, ctx } = staff;
  const now = ctx.clock.now();
  const cells = await makeLinkCells(firm.timeZone);
  return page.rows.map((row) => ({
    id: row.id,
    name: [row.recipientName || row.recipientEmails[0], row.number].filter(Boolean).join(", "),
    sum: { cents: row.amountCents, purse: row.accountKind },
    cells: {
      ...cellsOf(setting, (id) => {
        const column = SENT_COLUMNS.find((candidate) => candidate.id === id);
        return column && cells[column.id](row);
      }),
      ...(maySend
        ? { actions: <RowActions key={row.id} row={row} url={page.urls.get(row.id)} firm={firm} now={now} /> }
        : {}),
    },
  }));
}
