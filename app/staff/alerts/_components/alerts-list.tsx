import { getTranslations } from "next-intl/server";
import { ListBar } from "@/components/list/list-bar";
import { ListColumns } from "@/components/list/list-columns";
import { ListTable } from "@/components/list/list-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { SegmentLinks } from "@/components/ui/segment-links";
import { Sheet } from "@/components/ui/sheet";
import type { AlertRow } from "@/lib/alerts/model";
import type { AlertFilter } from "@/lib/alerts/schemas";
import type { Staff } from "@/lib/auth/session";
import type { Page } from "@/lib/platform/keyset";
import type { ListSetting } from "../../_components/read-list";
import { StaffList } from "../../_components/staff-list";
import { alertAddressOf } from "./alert-address";
import { ALERT_COLUMNS } from "./alert-columns";
import { makeAlertRows } from "./make-alert-rows";

type Props = { staff: Staff; filter: AlertFilter; page: Page<AlertRow>; setting: ListSetting };

/** What needs someone, and what was resolved. */
export async function AlertsList({ staff, filter, page, setting }: Props) {
  const t = await getTranslations("alerts");
  const { view, cursor } = filter;
  const views = (["open", "closed"] as const).map((one) => ({
    href: alertAddressOf(one),
    label: t(`view.${one}`),
    current: one === view,
    ...(one === "open" ? { count: staff.openAlerts } : {}),
  }));
  const isOnePage = !cursor && !page.nextCursor;
  return (
    <StaffList
      listId="alerts"
      path="/staff/alerts"
      query={view === "open" ? "" : `view=${view}`}
      columns={ALERT_COLUMNS}
      setting={setting}
      labelOf={(id) => t(`columns.${id}` as "columns.alert")}
      actionsLabel={t("columns.step")}
      rows={await makeAlertRows({ alerts: page.rows, setting, staff })}
      totals={{ count: page.rows.length, isWhole: isOnePage, sums: null }}
    >
      <PageHead title={t("title")} lead={t("lead")} actions={<ListColumns keptIn={setting.keptIn} />} />
      <SegmentLinks label={t("views")} items={views} size="sm" />
      <Sheet pad="none" className="mt-4">
        {page.rows.length === 0 ? (
          <EmptyState title={t(`none.${view}Title`)}>{t(`none.${view}Text`)}</EmptyState>
        ) : (
          <>
            <ListTable caption={t("list")} mainColumn="alert" isPlain />
            {!isOnePage && (
              <ListBar
                isPlain
                isNewerFirst
                currency={staff.firm.currency}
                newerHref={cursor ? alertAddressOf(view) : null}
                olderHref={page.nextCursor && alertAddressOf(view, page.nextCursor)}
              />
            )}
          </>
        )}
      </Sheet>
    </StaffList>
  );
}
