"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { endSessionsAction } from "../actions";

/** The way out of every browser one may have forgotten. */
export function EndSessions() {
  const t = useTranslations("staff.profilePage");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function end() {
    start(async () => {
      const answer = await endSessionsAction(null).catch(() => null);
      if (answer?.ok) router.push("/sign-in");
      else setProblem(answer?.message ?? t("unreachable"));
    });
  }
  return (
    <>
      <p className="mb-4 text-ink-2 text-sm">{t("signOutEverywhereHint")}</p>
      <Button variant="danger" icon="sign-out" pending={pending} pendingLabel={t("ending")} onClick={end}>
        {t("endSessions")}
      </Button>
      {problem && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}
