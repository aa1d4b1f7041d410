import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { SCHEDULE_COLUMNS, SCHEDULE_SORTS } from "@/lib/schedules/columns";
import type { ScheduleRow } from "@/lib/schedules/model";
import { ScheduleFilter } from "@/lib/schedules/schemas";
import type { ListSetting } from "../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import { makeScheduleRows } from "./make-schedule-rows";
import { SCHEDULES_PATH, scheduleAddressOf, scheduleQueryOf } from "./schedules-address";
import { SchedulesBar } from "./schedules-bar";

type Props = {
  staff: Staff;
  filter: ScheduleFilter;
  page: TwoWayPage<ScheduleRow>;
  count: number;
  setting: ListSetting;
  /** Said above the list, such as that something was made. */
  notice: ReactNode;
};

/** Who pays how much on which days. */
export async function SchedulesList({ staff, filter, page, count, setting, notice }: Props) {
  const t = await getTranslations("schedules");
  const query = scheduleQueryOf(filter);
  const list = { listId: "schedules", path: SCHEDULES_PATH, query, setting } as const;
  const go = (change: Partial<ScheduleFilter>) => scheduleAddressOf(filter, change, setting.marks);
  const start = (
    <LinkButton href="/staff/schedules/new" variant="primary" icon="plus">
      {t("new")}
    </LinkButton>
  );
  return (
    <StaffList
      {...list}
      columns={SCHEDULE_COLUMNS}
      labelOf={(id) => t(`columns.${id}` as "columns.name")}
      sort={{ now: partsOfSort(filter.sort, SCHEDULE_SORTS), href: (sort) => go({ sort: sortText(sort) }) }}
      rows={await makeScheduleRows({ schedules: page.rows, setting, staff })}
      totals={{ count, isWhole: true, sums: null }}
    >
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ListTools {...list} mayShare={staff.can("reports.manage")}>
              <ExportButton listId="schedules" query={query} columns={visibleColumns(setting)} count={count} />
            </ListTools>
            {staff.can("payments.take") && start}
          </>
        }
      />
      {notice}
      <SchedulesBar filter={filter} marks={setting.marks} />
      <Sheet pad="none" className="list-scrolls">
        {page.rows.length === 0 ? (
          <EmptyState
            title={t("none")}
            action={query !== "" && <LinkButton href={SCHEDULES_PATH}>{t("filter.clear")}</LinkButton>}
          >
            {t("noneText")}
          </EmptyState>
        ) : (
          <>
            <ListTable caption={t("table")} mainColumn="number" />
            <ListBar
              currency={staff.firm.currency}
              newerHref={page.previousCursor && go({ cursor: page.previousCursor })}
              olderHref={page.nextCursor && go({ cursor: page.nextCursor })}
            />
          </>
        )}
      </Sheet>
    </StaffList>
  );
}

function sortText(sort: ListSort): ScheduleFilter["sort"] {
  return ScheduleFilter.shape.sort.parse(writeSort(sort));
}
