import type { Cell, ListColumn } from "@/lib/lists/model";
import type { UserRow } from "./model";

/** The columns of the users, on the screen and in a file of them. */
export const USER_COLUMNS = [
  { id: "name", kind: "text", isSortable: true, isFixed: true },
  { id: "email", kind: "text", isSortable: true },
  { id: "role", kind: "word" },
  { id: "state", kind: "word" },
  { id: "second_factor", kind: "word" },
  { id: "last_sign_in", kind: "instant", isSortable: true },
  { id: "created", kind: "instant", isSortable: true, isHidden: true },
] as const satisfies readonly ListColumn[];

export type UserColumnId = (typeof USER_COLUMNS)[number]["id"];

/** Columns by which the list can be ordered. */
export const USER_SORTS = ["name", "email", "last_sign_in", "created"] as const satisfies readonly UserColumnId[];
export type UserSortId = (typeof USER_SORTS)[number];

const CELLS: Record<UserColumnId, (user: UserRow) => Cell> = {
  name: (user) => user.name,
  email: (user) => user.email,
  role: (user) => user.role,
  state: (user) => user.state,
  second_factor: (user) => (user.hasSecondFactor ? "on" : "off"),
  last_sign_in: (user) => user.lastSignInAt,
  created: (user) => user.createdAt,
};

/** What stands in a column; null for a column that there is not. */
export function userCell(columnId: string, user: UserRow): Cell {
  const column = USER_COLUMNS.find(({ id }) => id === columnId);
  return column ? CELLS[column.id](user) : null;
}
