import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import type { Staff } from "@/lib/auth/session";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { USER_COLUMNS, type UserColumnId } from "@/lib/staff/columns";
import type { UserRow } from "@/lib/staff/model";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf } from "../../_components/staff-list";
import { UserStateMark } from "./user-state";

type Options = { users: readonly UserRow[]; setting: ListSetting; staff: Staff };

/** The users as rows of the list. */
export async function makeUserRows({ users, setting, staff }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("users");
  const time = (at: Date | null) => at && formatShortDateTime(at, staff.firm.timeZone, locale);
  const cells: Record<UserColumnId, (user: UserRow) => ReactNode> = {
    name: (user) => (
      <Link href={`/staff/users/${user.id}`} prefetch={false} className="ledger-main">
        {user.name}
        {user.id === staff.userId && <span className="text-ink-3"> {t("you")}</span>}
      </Link>
    ),
    email: (user) => user.email,
    role: (user) => t(`role.${user.role}`),
    state: (user) => <UserStateMark key={user.id} state={user.state} />,
    second_factor: (user) => t(`factor.${user.hasSecondFactor ? "on" : "off"}`),
    last_sign_in: (user) => time(user.lastSignInAt) ?? t("never"),
    created: (user) => time(user.createdAt),
  };
  return users.map((user) => ({
    id: user.id,
    name: user.name,
    sum: null,
    cells: cellsOf(setting, (id) => {
      const column = USER_COLUMNS.find((candidate) => candidate.id === id);
      return column && cells[column.id](user);
    }),
  }));
}
