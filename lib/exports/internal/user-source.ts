import { USER_COLUMNS, userCell } from "@/lib/staff/columns";
import type { UserRow } from "@/lib/staff/model";
import { countUsers, listUsers } from "@/lib/staff/queries";
import { UserFilter } from "@/lib/staff/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** The people of the firm and what they may do. */
export const userSource = makeSource<UserFilter, UserRow>({
  permission: "users.manage",
  columns: USER_COLUMNS,
  labels: "users.columns",
  readFilter: (query) => UserFilter.parse(query),
  count: countUsers,
  stream: (ctx, filter, picked) => readPages((cursor) => listUsers(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf: userCell,
  currencyOf: () => "USD",
  words: { role: "users.role", state: "users.state", second_factor: "users.factor" },
});
