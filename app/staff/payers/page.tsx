import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { sortTextsOf } from "@/lib/lists/rules";
import { PAYER_SORTS, payerColumns } from "@/lib/payers/columns";
import { countPayers } from "@/lib/payers/queries";
import { type Address, inKeptOrder, readList } from "../_components/read-list";
import { loadPayers } from "./_components/load-payers";
import { readPayerFilter } from "./_components/payers-address";
import { PayersList } from "./_components/payers-list";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payers");
  return { title: t("title") };
}

export default async function PayersPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const address = await searchParams;
  const ownFields = await listCustomFields(ctx, "payer");
  const setting = await readList(ctx, { listId: "payers", columns: payerColumns(ownFields), address });
  const filter = inKeptOrder(readPayerFilter(address), { address, setting, sorts: sortTextsOf(PAYER_SORTS) });
  const [page, count] = await Promise.all([loadPayers(ctx, filter), countPayers(ctx, filter.q, filter.autoPay)]);
  return (
    <PayersList
      filter={filter}
      page={page}
      count={count}
      ownFields={ownFields}
      setting={setting}
      firm={firm}
      mayManage={can("payers.manage")}
      mayShare={can("reports.manage")}
    />
  );
}
