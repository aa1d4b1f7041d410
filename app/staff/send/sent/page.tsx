import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { countPayLinks } from "@/lib/pay-links/queries";
import { inKeptOrder, readList } from "../../_components/read-list";
import { loadPage } from "./_components/load-page";
import { type Address, readSentFilter, SENT_SORTS } from "./_components/sent-address";
import { SENT_COLUMNS } from "./_components/sent-columns";
import { SentList } from "./_components/sent-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("links.sent");
  return { title: t("title") };
}

export default async function SentPagesPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const address = await searchParams;
  const setting = await readList(staff.ctx, { listId: "sent", columns: SENT_COLUMNS, address });
  const filter = inKeptOrder(readSentFilter(address), { address, setting, sorts: SENT_SORTS });
  const [counts, page] = await Promise.all([countPayLinks(staff.ctx, filter), loadPage(staff, filter)]);
  return <SentList staff={staff} filter={filter} page={page} counts={counts} setting={setting} />;
}
