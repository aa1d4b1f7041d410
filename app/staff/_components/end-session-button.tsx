"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";

export type EndSession = (input: { sessionId: string }) => Promise<{ ok: true } | { ok: false; message: string }>;

type Props = { sessionId: string; name: string; end: EndSession };

/** Signs one browser out. */
export function EndSessionButton({ sessionId, name, end }: Props) {
  const t = useTranslations("users");
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function press() {
    if (isPending) return;
    start(async () => {
      const answer = await end({ sessionId }).catch(() => null);
      if (answer?.ok) router.refresh();
      else setProblem(answer?.message ?? t("unreachable"));
    });
  }
  return (
    <span>
      <Button size="sm" pending={isPending} aria-label={`${t("sessions.end")}: ${name}`} onClick={press}>
        {t("sessions.end")}
      </Button>
      {problem && (
        <span role="alert" className="block text-danger text-sm">
          {problem}
        </span>
      )}
    </span>
  );
}
