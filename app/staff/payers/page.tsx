import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { countPayers } from "@/lib/payers/queries";
import { loadPayers } from "./_components/load-payers";
import { NewPayerButton } from "./_components/new-payer-button";
import { type Address, readPayerFilter } from "./_components/payers-address";
import { PayersBar } from "./_components/payers-bar";
import { PayersTable } from "./_components/payers-table";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payers");
  return { title: t("title") };
}

export default async function PayersPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const filter = readPayerFilter(await searchParams);
  const [page, count] = await Promise.all([loadPayers(ctx, filter), countPayers(ctx, filter.q)]);
  const t = await getTranslations("payers");
  const mayManage = can("payers.manage");
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead", { count, filtered: filter.q ? "yes" : "no" })}
        actions={<NewPayerButton mayManage={mayManage} />}
      />
      <PayersBar filter={filter} />
      <Sheet pad="none">
        <PayersTable page={page} filter={filter} timeZone={firm.timeZone} mayManage={mayManage} />
      </Sheet>
    </>
  );
}
