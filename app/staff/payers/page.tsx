import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { countPayers } from "@/lib/payers/queries";
import { readList } from "../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../_components/staff-list";
import { loadPayers } from "./_components/load-payers";
import { makePayerRows } from "./_components/make-payer-rows";
import { NewPayerButton } from "./_components/new-payer-button";
import { NoPayers } from "./_components/no-payers";
import { PAYER_COLUMNS } from "./_components/payer-columns";
import {
  type Address,
  PAYERS_PATH,
  payersAddressOf,
  payersQueryOf,
  readPayerFilter,
} from "./_components/payers-address";
import { PayersBar } from "./_components/payers-bar";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payers");
  return { title: t("title") };
}

export default async function PayersPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const address = await searchParams;
  const filter = readPayerFilter(address);
  const [page, count, setting] = await Promise.all([
    loadPayers(ctx, filter),
    countPayers(ctx, filter.q),
    readList(ctx, { listId: "payers", columns: PAYER_COLUMNS, address }),
  ]);
  const t = await getTranslations("payers");
  const columnNames = await getTranslations("exports.columns.payers");
  const mayManage = can("payers.manage");
  const query = payersQueryOf(filter);
  const list = { listId: "payers", path: PAYERS_PATH, query, setting } as const;
  const tools = (
    <ListTools {...list} mayShare={can("reports.manage")}>
      <ExportButton listId="payers" query={query} columns={visibleColumns(setting)} count={count} />
    </ListTools>
  );
  return (
    <StaffList
      {...list}
      columns={PAYER_COLUMNS}
      labelOf={(id) => columnNames(id as "name")}
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
            <ListTable caption={t("list.table")} mainColumn="name" isPlain />
            <ListBar
              isPlain
              currency={firm.currency}
              newerHref={filter.cursor ? payersAddressOf(filter, {}, setting.marks) : null}
              olderHref={page.nextCursor && payersAddressOf(filter, { cursor: page.nextCursor }, setting.marks)}
              texts={{ newer: t("list.first"), older: t("list.next") }}
            />
          </>
        )}
      </Sheet>
    </StaffList>
  );
}
