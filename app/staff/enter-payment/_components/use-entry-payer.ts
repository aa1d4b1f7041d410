"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type { EntryPayer } from "@/lib/payment-forms/model";
import { getEntryPayerAction } from "../actions";
import type { EntryStart } from "./entry-facts";

/** Chooses a payer and takes over what is known of them; what somebody typed already stays. */
export function useEntryPayer(start: EntryPayer | null) {
  const t = useTranslations("enterPayment.payer");
  const { setValue, getValues, clearErrors } = useFormContext<EntryStart>();
  const [payer, setPayer] = useState<EntryPayer | null>(start);
  const [problem, setProblem] = useState<string | null>(null);
  // Somebody chose or dropped one here: the focus follows to what took the place of the field.
  const [isMoved, setIsMoved] = useState(false);

  async function choose(payerId: string) {
    setProblem(null);
    const answer = await getEntryPayerAction({ payerId }).catch(() => null);
    if (!answer?.ok) return setProblem(answer?.message ?? t("gone"));
    const found = answer.data;
    setPayer(found);
    setIsMoved(true);
    const set = (name: keyof EntryStart, value: string) => setValue(name, value as never, { shouldDirty: true });
    const fill = (name: keyof EntryStart, value: string | undefined) => {
      if (value && !getValues(name)) set(name, value);
    };
    set("payerId", found.id);
    set("payerName", found.name);
    clearErrors("payerName");
    fill("receiptEmails", found.emails[0]);
    if (found.clientRefs.length === 1) fill("clientRef", found.clientRefs[0]);
    if (!getValues("line1") && !getValues("postalCode"))
      for (const [name, value] of Object.entries(found.address)) set(name as keyof EntryStart, value);
    const method = found.methods.find((each) => each.accountId === getValues("account") && !each.isExpired);
    set("methodId", method?.id ?? "");
    if (method) set("methodKind", "saved");
  }

  function drop() {
    setPayer(null);
    setIsMoved(true);
    setValue("payerId", "");
    setValue("payerName", "");
    setValue("methodId", "");
    if (getValues("methodKind") === "saved") setValue("methodKind", "card");
  }

  return { payer, problem, isMoved, choose, drop };
}
