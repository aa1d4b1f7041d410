"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { Button } from "@/components/ui/button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

type Props = { label: string; about: string; work: () => Promise<ActionResult<unknown>> };

/** Does one thing at once, and says beside it why it did not. */
export function PlainButton({ label, about, work }: Props) {
  const t = useTranslations("apiSettings");
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  function act() {
    start(async () => {
      const answer = await work().catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      if (answer?.ok) router.refresh();
    });
  }
  return (
    <>
      <Button size="sm" variant="quiet" pending={pending} pendingLabel={t("pending")} onClick={act}>
        {label}
        <VisuallyHidden> {about}</VisuallyHidden>
      </Button>
      {problem && (
        <span role="alert" className="text-danger text-sm">
          {problem}
        </span>
      )}
    </>
  );
}
