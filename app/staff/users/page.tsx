import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { sortTextsOf } from "@/lib/lists/rules";
import { USER_COLUMNS, USER_SORTS } from "@/lib/staff/columns";
import { countUsers, listUsers } from "@/lib/staff/queries";
import { type Address, fromCursorOrStart, inKeptOrder, readList } from "../_components/read-list";
import { readUserFilter } from "./_components/users-address";
import { UsersList } from "./_components/users-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users");
  return { title: t("title") };
}

export default async function UsersPage({ searchParams }: Props) {
  const staff = await requireStaff("users.manage");
  const address = await searchParams;
  const setting = await readList(staff.ctx, { listId: "users", columns: USER_COLUMNS, address });
  const filter = inKeptOrder(readUserFilter(address), { address, setting, sorts: sortTextsOf(USER_SORTS) });
  const [page, count] = await Promise.all([
    fromCursorOrStart(filter, (asked) => listUsers(staff.ctx, asked)),
    countUsers(staff.ctx, filter),
  ]);
  return <UsersList staff={staff} filter={filter} page={page} count={count} setting={setting} />;
}
