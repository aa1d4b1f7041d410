import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { findDraft, getConnectStart } from "@/lib/connect-payments/queries";
import { requireConnectPage } from "../../_components/require-connect-page";
import { NoSystem } from "../_components/no-system";
import { type PayQuery, payHref, readPayAddress } from "../_components/pay-address";
import { SearchBody } from "../_components/search-body";

type Props = { searchParams: Promise<PayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connectPay"))("search.title") };
}

/** Step 2: look for items, tick them, look again. What is ticked stays with the draft that the address names. */
export default async function SearchPage({ searchParams }: Props) {
  const staff = await requireStaff("connect.pay");
  await requireConnectPage(staff.ctx);
  const at = readPayAddress(await searchParams);
  const { by, draft: draftId } = at;
  if (by === null) redirect(payHref("criteria", { change: true }));
  if (draftId === "") redirect(payHref("search", { ...at, draft: staff.ctx.ids.next("drf") }));
  const { system, unfinished } = await getConnectStart(staff.ctx);
  const draft = await findDraft(staff.ctx, draftId);
  if (draft && !draft.isOpen) redirect(payHref("result", { draft: draftId }));
  if (system) return <SearchBody {...{ staff, system, unfinished, draft }} at={{ ...at, by }} />;
  const t = await getTranslations("connectPay");
  return (
    <>
      <PageHead title={t("title")} />
      <NoSystem canSet={staff.can("settings.manage")} />
    </>
  );
}
