"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useNotice } from "@/components/ui/notice";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { cancelMethodRequestAction, resendMethodRequestAction } from "../../actions";

const LOOK = { size: "sm", variant: "quiet", className: "px-1.5" } as const;

/** Send an open request again, or withdraw it. */
export function RequestActions({ requestId, addresses }: { requestId: string; addresses: string }) {
  const t = useTranslations("method.staff");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const rowName = <VisuallyHidden> {addresses}</VisuallyHidden>;

  function run(act: typeof cancelMethodRequestAction | typeof resendMethodRequestAction, done: string) {
    start(async () => {
      const answer = await act({ requestId }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("notDone"));
      setProblem(null);
      say(done);
      router.refresh();
    });
  }

  return (
    <span className="inline-flex items-center gap-1">
      {problem && (
        <span role="alert" className="text-danger text-xs">
          {problem}
        </span>
      )}
      <Button
        {...LOOK}
        pending={pending}
        onClick={() => run(resendMethodRequestAction, t("requests.resent", { addresses }))}
      >
        {t("requests.resend")}
        {rowName}
      </Button>
      <Button {...LOOK} pending={pending} onClick={() => run(cancelMethodRequestAction, t("requests.cancelled"))}>
        {t("requests.cancel")}
        {rowName}
      </Button>
    </span>
  );
}
