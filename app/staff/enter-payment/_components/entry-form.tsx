"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Control, useWatch } from "react-hook-form";
import { LeaveGuard } from "@/app/staff/_components/entry/leave-guard";
import { ActionForm } from "@/components/forms/action-form";
import { useActionForm } from "@/components/forms/use-action-form";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import { PageHead } from "@/components/ui/page-head";
import type { EnteredPayment } from "@/lib/payment-forms/model";
import { entryForm } from "@/lib/payment-forms/schemas";
import type { EntryAnswer } from "./charge-entry";
import { EntryBody } from "./entry-body";
import type { EntryFacts, EntryStart } from "./entry-facts";
import { stripHidden } from "./entry-values";
import { LayoutButton } from "./layout-button";
import { type EntryStage, useEntry } from "./use-entry";

type Props = {
  facts: EntryFacts;
  /** What came of this form before, when that was a definite no. */
  declined: EnteredPayment | null;
};

/** The virtual terminal: one loaded form is one charge at most. */
export function EntryForm({ facts, declined }: Props) {
  const t = useTranslations("enterPayment");
  const [hidden, setHidden] = useState<readonly string[]>(facts.hidden);
  const frame = useRef<HostedFieldsHandle>(null);
  const entry = useEntry({
    ...{ requestId: facts.requestId, source: facts.source, frame, accounts: facts.accounts },
    strip: (values) => stripHidden(values, hidden, facts),
    start: startStage(declined),
  });
  const form = useEntryForm(facts, entry);
  const { isDirty } = form.methods.formState;
  const isOver = entry.stage.kind === "leaving" || entry.stage.kind === "challenge";
  useFormAddress(facts.requestId);
  useNewQuestions(form.methods.control, entry.reset);
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={<LayoutButton customFields={facts.customFields} hidden={hidden} onSaved={setHidden} />}
      />
      <LeaveGuard isOn={isDirty && !isOver} />
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <EntryBody facts={facts} hidden={hidden} entry={entry} form={form} frame={frame} />
      </ActionForm>
    </>
  );
}

function startStage(declined: EnteredPayment | null): EntryStage {
  return declined ? { kind: "declined", paymentId: declined.paymentId, code: declined.declineCode } : { kind: "form" };
}

function useEntryForm(facts: EntryFacts, entry: ReturnType<typeof useEntry>) {
  const t = useTranslations("enterPayment");
  const words = useTranslations("errors.field");
  const schema = useMemo(() => {
    const trustAccountIds = facts.accounts.filter(({ kind }) => kind === "trust").map(({ id }) => id);
    return entryForm({ trustAccountIds, customFields: facts.customFields });
  }, [facts.accounts, facts.customFields]);
  return useActionForm<EntryStart, EntryAnswer>({
    schema: schema as never,
    defaultValues: facts.start as never,
    action: (input) => entry.send(input as never),
    onDone: entry.take,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
}

/** The form's own name in the address: who loads the page again, or comes back, finds what came of it. */
function useFormAddress(requestId: string): void {
  useEffect(() => {
    // Effects of parts run before those of the router, which only then hears of changes of the address.
    const timer = setTimeout(() => {
      const url = new URL(window.location.href);
      if (url.searchParams.get("form") === requestId) return;
      url.searchParams.set("form", requestId);
      window.history.replaceState(null, "", url);
    });
    return () => clearTimeout(timer);
  }, [requestId]);
}

/** An answer holds for what was asked: another sum, payer, account or method is asked about anew. */
function useNewQuestions(control: Control<EntryStart>, reset: () => void): void {
  const values = useWatch({ control }) as EntryStart;
  const { account, amountCents, payerId, payerName, methodKind, methodId } = values;
  const asked = JSON.stringify([account, amountCents, payerId, payerName, methodKind, methodId]);
  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    reset();
  });
}
