"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FormCheck, FormSegment } from "@/components/forms/form-fields";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { PAYER_KINDS } from "@/lib/payers/model";
import type { EntryPayer } from "@/lib/payment-forms/model";
import type { EntryTyped } from "@/lib/payment-forms/schemas";
import { PayerSearch } from "./payer-search";
import type { useEntryPayer } from "./use-entry-payer";

type Props = {
  chosen: ReturnType<typeof useEntryPayer>;
  may: { savePayer: boolean; findPayer: boolean };
  /** What lets a chosen payer go; "Choose another payer" unless said otherwise. */
  changeLabel?: string;
  /** Payers to choose with one press, shown while nobody is chosen. */
  offers?: ReactNode;
};

/** Who pays: one of the firm's payers, or a name that is not there yet. */
export function PayerField({ chosen, may, changeLabel, offers }: Props) {
  const t = useTranslations("enterPayment.payer");
  const { payer, problem, isMoved } = chosen;
  return (
    <section className="form-section" aria-labelledby="entry-payer">
      <h2 id="entry-payer" className="title-section">
        {t("title")}
      </h2>
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      {payer ? (
        <ChosenPayer payer={payer} isMoved={isMoved} onDrop={chosen.drop} changeLabel={changeLabel ?? t("choose")} />
      ) : (
        <>
          {offers}
          <PayerSearch canFind={may.findPayer} takesFocus={isMoved} onChoose={chosen.choose} find={chosen.find} />
          {may.savePayer && <SaveFields />}
        </>
      )}
    </section>
  );
}

type ChosenProps = { payer: EntryPayer; isMoved: boolean; onDrop: () => void; changeLabel: string };

function ChosenPayer({ payer, isMoved, onDrop, changeLabel }: ChosenProps) {
  const t = useTranslations("enterPayment.payer");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isMoved) box.current?.focus();
  }, [isMoved]);
  const facts = [payer.emails[0], payer.clientRefs.join(", "), t("methods", { count: payer.methods.length })];
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="flex flex-wrap items-center justify-between gap-3 rounded-control border border-edge px-3 py-2.5"
    >
      <div className="min-w-0">
        <p className="font-semibold break-words">{payer.name}</p>
        <p className="break-words text-ink-2 text-sm">{facts.filter(Boolean).join(" \u00b7 ")}</p>
      </div>
      <Button size="sm" onClick={onDrop}>
        {changeLabel}
      </Button>
    </div>
  );
}

function SaveFields() {
  const t = useTranslations("enterPayment.payer");
  const { control } = useFormContext<EntryTyped>();
  const saves = useWatch({ control, name: "savePayer" });
  return (
    <div className="form-stack mt-4">
      <FormCheck name="savePayer" label={t("save")} hint={t("saveHint")} />
      {saves && (
        <FormSegment
          name="payerKind"
          label={t("saveAs")}
          options={PAYER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      )}
    </div>
  );
}
