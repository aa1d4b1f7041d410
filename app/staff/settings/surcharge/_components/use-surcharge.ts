"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type FormEvent, useState, useTransition } from "react";
import type { SurchargeSettings } from "@/lib/surcharges/model";
import type { SurchargeInput } from "@/lib/surcharges/schemas";
import { saveSurchargeAction } from "../actions";

/** As typed: rates in percent. */
type Values = Omit<SurchargeSettings, "rateBasisPoints" | "costBasisPoints"> & { rate: string; cost: string };
type Typed = "rate" | "cost" | "noticeDate" | "evidence";

const PATHS: Record<string, string> = { rate: "rateBasisPoints", cost: "costBasisPoints" };

export function useSurcharge(start: SurchargeSettings) {
  const t = useTranslations("surcharge");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const { rateBasisPoints, costBasisPoints, ...rest } = start;
  const [values, setValues] = useState<Values>({
    ...rest,
    rate: percentText(rateBasisPoints),
    cost: percentText(costBasisPoints),
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const settings = settingsOf(values);

  function change(next: Partial<Values>) {
    setSaved(false);
    setValues((current) => ({ ...current, ...next }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await saveSurchargeAction(settings as SurchargeInput).catch(() => null);
      setErrors(
        answer && !answer.ok ? Object.fromEntries(answer.fields.map(({ path, message }) => [path, message])) : {},
      );
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  const errorOf = (name: string) => errors[PATHS[name] ?? name] ?? null;
  const field = (name: Typed) => ({
    id: name,
    name,
    value: values[name],
    error: errorOf(name),
    onChange: (event: ChangeEvent<HTMLInputElement>) => change({ [name]: event.target.value }),
  });
  return { values, settings, change, field, errorOf, submit, pending, problem, isSaved };
}

function percentText(basisPoints: number): string {
  return basisPoints === 0 ? "" : String(basisPoints / 100);
}

/** What cannot be read as a percentage counts as none, and is told by what it lacks. */
function settingsOf({ rate, cost, ...rest }: Values): SurchargeSettings {
  return { ...rest, rateBasisPoints: basisPointsOf(rate), costBasisPoints: basisPointsOf(cost) };
}

function basisPointsOf(text: string): number {
  const figure = Number(text.trim().replace(",", "."));
  const points = Math.round(figure * 100);
  return Number.isFinite(points) && points > 0 ? Math.min(points, 1_000) : 0;
}
