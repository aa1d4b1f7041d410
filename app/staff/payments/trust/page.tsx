import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { sortTextsOf } from "@/lib/lists/rules";
import { AppError } from "@/lib/platform/errors";
import { TRUST_COLUMNS, TRUST_SORTS } from "@/lib/trust/columns";
import { getTrustMatter } from "@/lib/trust/get-trust-matter";
import { listOpenCharges } from "@/lib/trust/list-open-charges";
import { listTrustBalances } from "@/lib/trust/list-trust-balances";
import { fromCursorOrStart, inKeptOrder, readList } from "../../_components/read-list";
import { BalancesView } from "./_components/balances-view";
import { MatterView } from "./_components/matter-view";
import { readFilter, readMatter } from "./_components/trust-address";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trust");
  return { title: t("title") };
}

export default async function TrustPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const search = await searchParams;
  const key = readMatter(search);
  if (key) {
    const matter = await getTrustMatter(ctx, key).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    return <MatterView matter={matter} timeZone={firm.timeZone} />;
  }
  const setting = await readList(ctx, { listId: "trust", columns: TRUST_COLUMNS, address: search });
  const filter = inKeptOrder(readFilter(search), { address: search, setting, sorts: sortTextsOf(TRUST_SORTS) });
  const [balances, charges] = await Promise.all([
    fromCursorOrStart(filter, (asked) => listTrustBalances(ctx, asked)),
    listOpenCharges(ctx),
  ]);
  return (
    <BalancesView
      balances={balances}
      charges={charges}
      filter={filter}
      setting={setting}
      timeZone={firm.timeZone}
      currency={firm.currency}
      mayMark={can("payments.refund")}
    />
  );
}
