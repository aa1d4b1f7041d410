"use client";

import { useTranslations } from "next-intl";
import { useTypedForm } from "@/components/forms/use-typed-form";
import type { SurchargeSettings } from "@/lib/surcharges/model";
import type { SurchargeInput } from "@/lib/surcharges/schemas";
import { saveSurchargeAction } from "../actions";

/** As typed: rates in percent. */
type Values = Omit<SurchargeSettings, "rateBasisPoints" | "costBasisPoints"> & { rate: string; cost: string };

/** What is typed, what is wrong with it, and the press that saves it. `settings`: as they would be saved. */
export function useSurcharge({ rateBasisPoints, costBasisPoints, ...rest }: SurchargeSettings) {
  const t = useTranslations("surcharge");
  const form = useTypedForm({
    start: (): Values => ({ ...rest, rate: percentText(rateBasisPoints), cost: percentText(costBasisPoints) }),
    send: (values) => saveSurchargeAction(settingsOf(values) as SurchargeInput),
    unreachable: t("unreachable"),
  });
  return { ...form, settings: settingsOf(form.values) };
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
