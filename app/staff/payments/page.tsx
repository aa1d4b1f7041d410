import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { listPayments, sumPayments } from "@/lib/payments/queries";
import { isFiltered, readFilter } from "./_components/filter-address";
import { FilterBar } from "./_components/filter-bar";
import { PaymentsTable } from "./_components/payments-table";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments");
  return { title: t("title") };
}

export default async function PaymentManagerPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const filter = readFilter(await searchParams);
  const [page, totals, accounts] = await Promise.all([
    listPayments(ctx, filter),
    sumPayments(ctx, filter),
    listAccountsForStaff(ctx),
  ]);
  const t = await getTranslations("payments");
  const trust = await getTranslations("trust");
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead", { count: totals.count, filtered: isFiltered(filter) ? "yes" : "no" })}
        actions={
          accounts.some(({ kind }) => kind === "trust") && (
            <LinkButton href="/staff/payments/trust" icon="shield">
              {trust("open")}
            </LinkButton>
          )
        }
      />
      <FilterBar filter={filter} accounts={accounts} />
      <Sheet pad="none">
        <PaymentsTable page={page} totals={totals} filter={filter} firm={firm} canSend={can("links.send")} />
      </Sheet>
    </>
  );
}
