"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type { ActionResult } from "@/components/forms/action-result";
import type { EntryPayer, PayerMatch } from "@/lib/payment-forms/model";
import type { EntryTyped } from "@/lib/payment-forms/schemas";

export type FindPayers = (input: { q: string }) => Promise<ActionResult<PayerMatch[]>>;
export type ReadPayer = (input: { payerId: string }) => Promise<ActionResult<EntryPayer>>;

type Options = {
  start: EntryPayer | null;
  find: FindPayers;
  read: ReadPayer;
  /** Another payer, or none: which method is theirs. */
  onPayer: (payer: EntryPayer | null) => void;
};

/** Chooses a payer and takes over what is known of them; what somebody typed already stays. */
export function useEntryPayer({ start, find, read, onPayer }: Options) {
  const t = useTranslations("enterPayment.payer");
  const { setValue, getValues, clearErrors } = useFormContext<EntryTyped>();
  const [payer, setPayer] = useState<EntryPayer | null>(start);
  const [problem, setProblem] = useState<string | null>(null);
  // Somebody chose or dropped one here: the focus follows to what took the place of the field.
  const [isMoved, setIsMoved] = useState(false);

  async function choose(payerId: string) {
    setProblem(null);
    const answer = await read({ payerId }).catch(() => null);
    if (!answer?.ok) return setProblem(answer?.message ?? t("gone"));
    const found = answer.data;
    setPayer(found);
    setIsMoved(true);
    const set = (name: keyof EntryTyped, value: string) => setValue(name, value as never, { shouldDirty: true });
    const fill = (name: keyof EntryTyped, value: string | undefined) => {
      if (value && !getValues(name)) set(name, value);
    };
    set("payerId", found.id);
    set("payerName", found.name);
    clearErrors("payerName");
    fill("receiptEmails", found.emails[0]);
    if (found.clientRefs.length === 1) fill("clientRef", found.clientRefs[0]);
    if (!getValues("line1") && !getValues("postalCode"))
      for (const [name, value] of Object.entries(found.address)) set(name as keyof EntryTyped, value);
    onPayer(found);
  }

  /** What was theirs and nobody has changed goes with them: the next payer's receipt is not for this one's address. */
  function drop() {
    const clear = (name: keyof EntryTyped, value: string | undefined) => {
      if (value && getValues(name) === value) setValue(name, "" as never);
    };
    if (payer) {
      clear("receiptEmails", payer.emails[0]);
      clear("clientRef", payer.clientRefs[0]);
      const lines = Object.entries(payer.address) as [keyof EntryTyped, string][];
      if (lines.every(([name, value]) => getValues(name) === value))
        for (const [name, value] of lines) clear(name, value);
    }
    setPayer(null);
    setIsMoved(true);
    setValue("payerId", "");
    setValue("payerName", "");
    onPayer(null);
  }

  return { payer, problem, isMoved, choose, drop, find };
}
