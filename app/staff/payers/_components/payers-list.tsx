import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { FirmView } from "@/lib/firms/model";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import { ownColumnId, PAYER_SORTS, payerColumns } from "@/lib/payers/columns";
import type { WholePayer } from "@/lib/payers/model";
import { PayerFilter } from "@/lib/payers/schemas";
import type { TwoWayPage } from "@/lib/platform/keyset";
import type { ListSetting } from "../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import { makePayerRows } from "./make-payer-rows";
import { NewPayerButton } from "./new-payer-button";
import { NoPayers } from "./no-payers";
import { PAYERS_PATH, type PayersFilter, payersAddressOf, payersQueryOf } from "./payers-address";
import { PayersBar } from "./payers-bar";

type Props = {
  filter: PayersFilter;
  page: TwoWayPage<WholePayer>;
  count: number;
  ownFields: readonly CustomFieldView[];
  setting: ListSetting;
  firm: FirmView;
  mayManage: boolean;
  mayShare: boolean;
};

/** The payers: their head, their search, their rows. */
export async function PayersList({ filter, page, count, ownFields, setting, firm, mayManage, mayShare }: Props) {
  const t = await getTranslations("payers");
  const columnNames = await getTranslations("exports.columns.payers");
  const query = payersQueryOf(filter);
  const list = { listId: "payers", path: PAYERS_PATH, query, setting } as const;
  const tools = (
    <ListTools {...list} mayShare={mayShare}>
      <ExportButton listId="payers" query={query} columns={visibleColumns(setting)} count={count} />
    </ListTools>
  );
  return (
    <StaffList
      {...list}
      columns={payerColumns(ownFields)}
      labelOf={(id) => ownFields.find((own) => ownColumnId(own.id) === id)?.label ?? columnNames(id as "name")}
      sort={{
        now: partsOfSort(filter.sort, PAYER_SORTS),
        href: (sort) => payersAddressOf(filter, { sort: sortText(sort) }, setting.marks),
      }}
      rows={await makePayerRows({ rows: page.rows, setting, timeZone: firm.timeZone })}
      totals={{ count, isWhole: true, sums: null }}
    >
      <PageHead
        title={t("title")}
        lead={t("lead", { count, filtered: filter.q ? "yes" : "no" })}
        actions={
          <>
            {tools}
            <NewPayerButton mayManage={mayManage} />
          </>
        }
      />
      <PayersBar filter={filter} marks={setting.marks} />
      <Sheet pad="none" className="list-scrolls">
        {page.rows.length === 0 ? (
          <NoPayers filter={filter} mayManage={mayManage} />
        ) : (
          <>
            <ListTable caption={t("list.table")} mainColumn="name" />
            <ListBar
              currency={firm.currency}
              newerHref={page.previousCursor && payersAddressOf(filter, { cursor: page.previousCursor }, setting.marks)}
              olderHref={page.nextCursor && payersAddressOf(filter, { cursor: page.nextCursor }, setting.marks)}
            />
          </>
        )}
      </Sheet>
    </StaffList>
  );
}

function sortText(sort: ListSort): PayersFilter["sort"] {
  return PayerFilter.shape.sort.parse(writeSort(sort));
}
