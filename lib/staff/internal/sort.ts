import { sql } from "drizzle-orm";
import { users as u } from "@/db/schema/staff";
import { partsOfSort } from "@/lib/lists/rules";
import { instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { USER_SORTS, type UserSortId } from "../columns";
import type { UserFilter } from "../schemas";
import type { StoredUser } from "./load";

const name: SortKey<StoredUser> = textKey(sql`lower(${u.name})`, (user) => user.name.toLowerCase());

/** A firm has dozens of users, at most some thousands: they are put in order when they are asked for. */
const SORT_KEYS: Record<UserSortId, readonly SortKey<StoredUser>[]> = {
  name: [name],
  email: [textKey(sql`${u.email}`, (user) => user.email)],
  last_sign_in: [instantKey(sql`coalesce(${u.lastSignInAt}, '-infinity')`, (user) => user.lastSignInAt), name],
  created: [instantKey(sql`${u.createdAt}`, (user) => user.createdAt)],
};

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf({ sort, cursor }: Pick<UserFilter, "sort" | "cursor">): ListOrder<StoredUser> {
  const { columnId, direction } = partsOfSort(sort, USER_SORTS);
  return makeOrder<StoredUser>({
    sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${u.id}`, textOf: (user) => user.id },
    cursor,
  });
}
