"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { publishPaymentPageAction, withdrawPaymentPageAction } from "@/app/staff/pages/actions";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

type Props = { pageId: string; status: "draft" | "published"; home: string };

/** Look at it, open it to everybody, close it again. */
export function PageSteps({ pageId, status, home }: Props) {
  const t = useTranslations("paymentPages.steps");
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const isOpen = status === "published";
  function act() {
    if (isBusy) return;
    startTransition(async () => {
      const work = isOpen ? withdrawPaymentPageAction : publishPaymentPageAction;
      const answer = await work({ pageId }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
    });
  }
  return (
    <>
      {problem && (
        <span role="alert" className="text-danger text-sm">
          {problem}
        </span>
      )}
      <LinkButton href={`${home}/${pageId}/preview`} icon="eye">
        {t("preview")}
      </LinkButton>
      <Button variant={isOpen ? "plain" : "primary"} icon={isOpen ? "pencil" : "globe"} pending={isBusy} onClick={act}>
        {isOpen ? t("withdraw") : t("publish")}
      </Button>
    </>
  );
}
