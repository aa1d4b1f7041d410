"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { tellMeAction } from "../actions";

/** Where nobody is told of failed runs by mail: one click, and this user is. */
export function NotifyOffer() {
  const t = useTranslations("autoPays.notify");
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  function add() {
    if (pending) return;
    start(async () => {
      const answer = await tellMeAction({ event: "auto_pay_failed" }).catch(() => null);
      if (answer?.ok) setAddress(answer.data.address);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
    });
  }
  if (address !== null) return <Banner tone="ok" role="status" title={t("done", { address })} />;
  return (
    <Banner tone="warn" title={t("title")}>
      <p>{t("text")}</p>
      <div className="actions mt-3">
        <Button size="sm" icon="mail" pending={pending} pendingLabel={t("submitting")} onClick={add}>
          {t("submit")}
        </Button>
      </div>
      {problem && <p role="alert">{problem}</p>}
    </Banner>
  );
}
