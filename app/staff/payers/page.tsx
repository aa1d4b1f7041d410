import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { PAYER_COLUMNS } from "@/lib/payers/columns";
import { countPayers } from "@/lib/payers/queries";
import { readList } from "../_components/read-list";
import { loadPayers } from "./_components/load-payers";
import { type Address, readPayerFilter } from "./_components/payers-address";
import { PayersList } from "./_components/payers-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payers");
  return { title: t("title") };
}

export default async function PayersPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const address = await searchParams;
  const filter = readPayerFilter(address);
  const [page, count, setting] = await Promise.all([
    loadPayers(ctx, filter),
    countPayers(ctx, filter.q),
    readList(ctx, { listId: "payers", columns: PAYER_COLUMNS, address }),
  ]);
  return (
    <PayersList
      filter={filter}
      page={page}
      count={count}
      setting={setting}
      firm={firm}
      mayManage={can("payers.manage")}
      mayShare={can("reports.manage")}
    />
  );
}
