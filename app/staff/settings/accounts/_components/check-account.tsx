"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { AccountCheckResult } from "@/lib/merchant-accounts/model";
import { checkAccountAction } from "../actions";

/** Asks the gateway with the saved keys, and says in words what is wrong. */
export function CheckAccount({ accountId }: { accountId: string }) {
  const t = useTranslations("settings.accounts.check");
  const [pending, start] = useTransition();
  const [result, setResult] = useState<AccountCheckResult | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function check() {
    if (pending) return;
    start(async () => {
      const answer = await checkAccountAction({ accountId }).catch(() => null);
      setResult(answer?.ok ? answer.data : null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
    });
  }

  return (
    <>
      <p className="text-ink-2">{t("text")}</p>
      <div aria-live="polite" className="mt-4 grid gap-3 empty:hidden">
        {problem && <Banner tone="danger" title={problem} />}
        {result && !pending && <Verdict result={result} />}
      </div>
      <div className="actions mt-4">
        <Button icon="refresh" pending={pending} pendingLabel={t("pending")} onClick={check}>
          {t("check")}
        </Button>
      </div>
    </>
  );
}

function Verdict({ result: { check, isDemonstration } }: { result: AccountCheckResult }) {
  const t = useTranslations("settings.accounts.check");
  if (check.kind === "wrong") return <Banner tone="danger" title={t(`problem.${check.problem}`)} />;
  if (check.kind === "unknown") return <Banner tone="warn" title={t("unknown")} />;
  return (
    <>
      <Banner tone="ok" title={check.isLive ? t("live") : t("test")} />
      {check.accountRef === null && <Banner tone="warn" title={t("unidentified")} />}
      {check.isLive && isDemonstration && <Banner tone="warn" title={t("liveInDemo")} />}
    </>
  );
}
