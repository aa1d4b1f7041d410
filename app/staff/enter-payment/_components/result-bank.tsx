"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ChallengeFrame } from "@/components/gateway/challenge-frame";
import { completeEnteredPaymentAction } from "../actions";

type Props = { requestId: string; url: string; locale: string };

/** The bank’s question again, for who loaded the page before it was answered. */
export function ResultBank({ requestId, url, locale }: Props) {
  const t = useTranslations("enterPayment.challenge");
  const router = useRouter();
  async function finish() {
    await completeEnteredPaymentAction({ requestId }).catch(() => null);
    router.refresh();
  }
  return (
    <section className="sheet sheet-form mb-5 max-w-[40rem]" aria-labelledby="result-challenge">
      <h2 id="result-challenge" className="title-section">
        {t("title")}
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{t("text")}</p>
      <ChallengeFrame src={url} locale={locale} title={t("frame")} onDone={() => void finish()} />
    </section>
  );
}
