import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { ALERT_COLUMNS, ALERT_SORTS } from "@/lib/alerts/columns";
import type { AlertRow } from "@/lib/alerts/model";
import { visibleKinds } from "@/lib/alerts/rules";
import { AlertFilter } from "@/lib/alerts/schemas";
import type { Staff } from "@/lib/auth/session";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import type { TwoWayPage } from "@/lib/platform/keyset";
import type { ListSetting } from "../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import { ALERTS_PATH, alertAddressOf, alertQueryOf } from "./alert-address";
import { AlertsBar } from "./alerts-bar";
import { makeAlertRows } from "./make-alert-rows";
import { NoAlerts } from "./no-alerts";

type Props = { staff: Staff; filter: AlertFilter; page: TwoWayPage<AlertRow>; count: number; setting: ListSetting };

/** What needs someone, and what was resolved. */
export async function AlertsList({ staff, filter, page, count, setting }: Props) {
  const t = await getTranslations("alerts");
  const query = alertQueryOf(filter);
  const list = { listId: "alerts", path: ALERTS_PATH, query, setting } as const;
  const go = (change: Partial<AlertFilter>) => alertAddressOf(filter, change, setting.marks);
  return (
    <StaffList
      {...list}
      columns={ALERT_COLUMNS}
      labelOf={(id) => t(`columns.${id}` as "columns.alert")}
      sort={{ now: partsOfSort(filter.sort, ALERT_SORTS), href: (sort) => go({ sort: sortText(sort) }) }}
      actionsLabel={t("columns.step")}
      rows={await makeAlertRows({ alerts: page.rows, setting, staff })}
      totals={{ count, isWhole: true, sums: null }}
    >
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <ListTools {...list} mayShare={staff.can("reports.manage")}>
            <ExportButton listId="alerts" query={query} columns={visibleColumns(setting)} count={count} />
          </ListTools>
        }
      />
      <AlertsBar filter={filter} kinds={visibleKinds(staff.can)} openCount={staff.openAlerts} marks={setting.marks} />
      <Sheet pad="none">
        {page.rows.length === 0 ? (
          <NoAlerts filter={filter} />
        ) : (
          <>
            <ListTable caption={t("list")} mainColumn="alert" />
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

function sortText(sort: ListSort): AlertFilter["sort"] {
  return AlertFilter.shape.sort.parse(writeSort(sort));
}
