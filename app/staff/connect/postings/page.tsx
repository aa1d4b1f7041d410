import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { sortTextsOf } from "@/lib/lists/rules";
import { POSTING_COLUMNS, POSTING_SORTS } from "@/lib/postings/columns";
import { type Address, inKeptOrder, readList } from "../../_components/read-list";
import { requireConnectPage } from "../_components/require-connect-page";
import { loadPostings } from "./_components/load-postings";
import { readPostingFilter } from "./_components/postings-address";
import { PostingsList } from "./_components/postings-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("postings");
  return { title: t("title") };
}

export default async function ManagePostingsPage({ searchParams }: Props) {
  const staff = await requireStaff("postings.manage");
  await requireConnectPage(staff.ctx);
  const address = await searchParams;
  // The address says which of the seven views is open, never a view of the user's own.
  const setting = await readList(staff.ctx, { listId: "postings", columns: POSTING_COLUMNS, address: {} });
  const filter = inKeptOrder(readPostingFilter(address), { address, setting, sorts: sortTextsOf(POSTING_SORTS) });
  const loaded = await loadPostings(staff.ctx, filter);
  return <PostingsList staff={staff} filter={filter} setting={setting} {...loaded} />;
}
