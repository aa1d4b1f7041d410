"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { autoPayAddress } from "../../_components/auto-pay-address";
import { saveAutoPayAction } from "../actions";

type Props = {
  payerId: string;
  autoPayId: string;
  isDraft: boolean;
  hasEnrolled: boolean;
  /** The firm's word on the balances. */
  acknowledgement: string;
};

/** The last step: what the firm takes on itself, and the button that starts it. */
export function SaveAutoPay({ payerId, autoPayId, isDraft, hasEnrolled, acknowledgement }: Props) {
  const t = useTranslations("autoPays");
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  function save() {
    if (pending) return;
    start(async () => {
      const answer = await saveAutoPayAction({ autoPayId, acknowledged: true }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("save.unreachable")));
      if (!answer?.ok) return;
      router.push(autoPayAddress(payerId, autoPayId));
      router.refresh();
    });
  }
  return (
    <Sheet title={t("page.reviewTitle")}>
      <div className="grid gap-3">
        <p>{isDraft ? t("page.reviewText") : t("page.reviewAgain")}</p>
        <p className="text-ink-2 text-sm">{t("form.responsibility", { text: acknowledgement })}</p>
        {problem && <Banner tone="danger" role="alert" title={problem} />}
        <div className="actions">
          <Button
            variant="primary"
            pending={pending}
            pendingLabel={t("save.submitting")}
            unavailable={hasEnrolled ? undefined : t("save.needsEnrollment")}
            onClick={save}
          >
            {t("save.submit")}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
