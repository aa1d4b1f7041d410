import { getTranslations } from "next-intl/server";
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
import { USER_COLUMNS, USER_SORTS } from "@/lib/staff/columns";
import type { UserRow } from "@/lib/staff/model";
import { UserFilter } from "@/lib/staff/schemas";
import type { ListSetting } from "../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import { makeUserRows } from "./make-user-rows";
import { USERS_PATH, userAddressOf, userQueryOf } from "./users-address";
import { UsersBar } from "./users-bar";

type Props = { staff: Staff; filter: UserFilter; page: TwoWayPage<UserRow>; count: number; setting: ListSetting };

/** Who may sign in, and who may do what. */
export async function UsersList({ staff, filter, page, count, setting }: Props) {
  const t = await getTranslations("users");
  const query = userQueryOf(filter);
  const list = { listId: "users", path: USERS_PATH, query, setting } as const;
  const go = (change: Partial<UserFilter>) => userAddressOf(filter, change, setting.marks);
  return (
    <StaffList
      {...list}
      columns={USER_COLUMNS}
      labelOf={(id) => t(`columns.${id}` as "columns.name")}
      sort={{ now: partsOfSort(filter.sort, USER_SORTS), href: (sort) => go({ sort: sortText(sort) }) }}
      rows={await makeUserRows({ users: page.rows, setting, staff })}
      totals={{ count, isWhole: true, sums: null }}
    >
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ListTools {...list} mayShare={staff.can("reports.manage")}>
              <ExportButton listId="users" query={query} columns={visibleColumns(setting)} count={count} />
            </ListTools>
            <LinkButton href="/staff/users/invite" variant="primary" icon="plus">
              {t("invite.button")}
            </LinkButton>
          </>
        }
      />
      <UsersBar filter={filter} marks={setting.marks} />
      <Sheet pad="none" className="list-scrolls">
        {page.rows.length === 0 ? (
          <EmptyState title={t("none")} action={<LinkButton href={USERS_PATH}>{t("filter.clear")}</LinkButton>}>
            {t("noneText")}
          </EmptyState>
        ) : (
          <>
            <ListTable caption={t("table")} mainColumn="name" />
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

function sortText(sort: ListSort): UserFilter["sort"] {
  return UserFilter.shape.sort.parse(writeSort(sort));
}
