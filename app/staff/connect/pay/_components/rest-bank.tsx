"use client";

import { useRouter } from "next/navigation";
import { BankQuestion } from "@/app/staff/_components/entry/entry-questions";
import { completeDraftPaymentAction } from "../actions";

type Props = { draftId: string; paymentId: string; url: string; locale: string };

/** The bank's question again, for who loaded the page before it was answered. */
export function RestBank({ draftId, paymentId, url, locale }: Props) {
  const router = useRouter();
  async function finish() {
    await completeDraftPaymentAction({ draftId, paymentId }).catch(() => null);
    router.refresh();
  }
  return (
    <div className="sheet sheet-form mb-5 max-w-[40rem]">
      <BankQuestion url={url} locale={locale} onDone={() => void finish()} />
    </div>
  );
}
