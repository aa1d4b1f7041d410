import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { AUDIT_COLUMNS, AUDIT_SORTS } from "@/lib/audit/columns";
import type { AuditPerson, AuditRow, AuditStanding } from "@/lib/audit/model";
import { AuditFilter } from "@/lib/audit/schemas";
import type { Staff } from "@/lib/auth/session";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import type { TwoWayPage } from "@/lib/platform/keyset";
import type { ListSetting } from "../../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../../_components/staff-list";
import { AUDIT_PATH, auditAddressOf, auditQueryOf, isFiltered } from "./audit-address";
import { AuditBar } from "./audit-bar";
import { ChainState } from "./chain-state";
import { makeAuditRows } from "./make-audit-rows";

type Props = {
  staff: Staff;
  filter: AuditFilter;
  page: TwoWayPage<AuditRow>;
  totals: { count: number; isWhole: boolean };
  choices: { people: readonly AuditPerson[]; actions: readonly string[] };
  standing: AuditStanding;
  setting: ListSetting;
};

/** Who did what, when, from where, and what it changed. */
export async function AuditList({ staff, filter, page, totals, choices, standing, setting }: Props) {
  const t = await getTranslations("audit");
  const all = await getTranslations("settings");
  const query = auditQueryOf(filter);
  const list = { listId: "audit", path: AUDIT_PATH, query, setting } as const;
  const go = (change: Partial<AuditFilter>) => auditAddressOf(filter, change, setting.marks);
  return (
    <StaffList
      {...list}
      columns={AUDIT_COLUMNS}
      labelOf={(id) => t(`columns.${id}` as "columns.at")}
      sort={{ now: partsOfSort(filter.sort, AUDIT_SORTS), href: (sort) => go({ sort: sortText(sort) }) }}
      rows={await makeAuditRows({ rows: page.rows, setting, staff })}
      totals={{ ...totals, sums: null }}
    >
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
        actions={
          <ListTools {...list} mayShare={staff.can("reports.manage")}>
            <ExportButton
              listId="audit"
              query={query}
              columns={visibleColumns(setting)}
              count={totals.isWhole ? totals.count : null}
            />
          </ListTools>
        }
      />
      <ChainState standing={standing} timeZone={staff.firm.timeZone} />
      <AuditBar filter={filter} marks={setting.marks} choices={choices} />
      <Sheet pad="none" className="list-scrolls">
        {page.rows.length === 0 ? (
          <EmptyState
            title={t(isFiltered(filter) ? "none" : "empty")}
            action={isFiltered(filter) && <LinkButton href={AUDIT_PATH}>{t("filter.clear")}</LinkButton>}
          >
            {t(isFiltered(filter) ? "noneText" : "emptyText")}
          </EmptyState>
        ) : (
          <>
            <ListTable caption={t("table")} mainColumn="at" />
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

function sortText(sort: ListSort): AuditFilter["sort"] {
  return AuditFilter.shape.sort.parse(writeSort(sort));
}
