"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatRate, stateRuleOn } from "@/lib/surcharges/rules";

/** What the chosen state's law says today, with its source (S3). */
export function StateNote({ state, day }: { state: string; day: string }) {
  const t = useTranslations("surcharge.rules");
  const locale = useLocale();
  if (state === "") return null;
  const found = stateRuleOn(state, day);
  const rate = found?.rule.kind === "cap" ? formatRate(found.rule.maxBasisPoints, locale) : "";
  const kind = found?.rule.kind ?? "none";
  return (
    <p className={kind === "prohibited" ? "text-danger text-sm" : "text-ink-2 text-sm"}>
      {t(kind, { state, rate, source: found?.source ?? "" })}
    </p>
  );
}
