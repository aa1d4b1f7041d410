import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { findDraft, getConnectStart } from "@/lib/connect-payments/queries";
import { findEntryOutcome, findSentOutcome } from "@/lib/connect-payments/read-outcome";
import { requireConnectPage } from "../../_components/require-connect-page";
import { EntryOutcomePage } from "../_components/entry-outcome";
import { type PayQuery, payHref, readPayAddress } from "../_components/pay-address";
import { SentOutcomePage } from "../_components/sent-outcome";

type Props = { searchParams: Promise<PayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connectPay"))("result.title") };
}

/** What the draft became. Loading it again shows the same. */
export default async function ResultPage({ searchParams }: Props) {
  const staff = await requireStaff("connect.pay");
  await requireConnectPage(staff.ctx);
  const { draft: draftId } = readPayAddress(await searchParams);
  const draft = draftId ? await findDraft(staff.ctx, draftId) : null;
  if (!draft) redirect(payHref("criteria"));
  const { system } = await getConnectStart(staff.ctx);
  const systemName = system?.systemName ?? "";
  const sent = await findSentOutcome(staff.ctx, draft.id);
  if (sent) return <SentOutcomePage staff={staff} sent={sent} systemName={systemName} />;
  const outcome = await findEntryOutcome(staff.ctx, draft.id);
  if (!outcome) redirect(payHref("allocate", { draft: draft.id }));
  return <EntryOutcomePage staff={staff} outcome={outcome} systemName={systemName} />;
}
