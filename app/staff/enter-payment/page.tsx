import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { isOpenEntry, isRequestId } from "@/lib/payment-forms/rules";
import { findEnteredPayment } from "@/lib/payments/find-entered-payment";
import { readEntryFacts } from "./_components/entry-facts";
import { EntryForm } from "./_components/entry-form";
import { EntryResult } from "./_components/entry-result";

type Query = Partial<Record<"form" | "payer" | "method" | "from", string | string[]>>;
type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("enterPayment");
  return { title: t("title") };
}

/** The form, under a name of its own; once it was charged, its result, however one comes back to it. */
export default async function EnterPaymentPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.take");
  const query = await searchParams;
  const asked = textOf(query.form);
  const requestId = isRequestId(asked) ? asked : staff.ctx.ids.next("req");
  const entered = asked === requestId ? await findEnteredPayment(staff.ctx, { requestId }) : null;
  if (entered && !isOpenEntry(entered.status))
    return <EntryResult staff={staff} requestId={requestId} entered={entered} />;
  const origin = { payerId: textOf(query.payer), methodId: textOf(query.method), fromId: textOf(query.from) };
  const facts = await readEntryFacts(staff, { requestId, ...origin });
  if (facts.accounts.length > 0) return <EntryForm key={requestId} facts={facts} declined={entered} />;
  const t = await getTranslations("enterPayment");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Sheet>
        <EmptyState title={t("noAccounts.title")}>{t("noAccounts.text")}</EmptyState>
      </Sheet>
    </>
  );
}

function textOf(value: string | string[] | undefined): string {
  return typeof value === "string" ? value : "";
}
