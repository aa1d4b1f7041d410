"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSegment, FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { AccountTag } from "@/components/payments/account-tag";
import { Sheet } from "@/components/ui/sheet";
import type { MadeSchedules } from "@/lib/schedules/create-schedules";
import { CreateSchedulesInput } from "@/lib/schedules/schemas";
import { createSchedulesAction } from "../actions";
import type { ScheduleFormFacts, ScheduleStart } from "./form-start";
import { LeaveFields } from "./leave-fields";
import { PayerPicks } from "./payer-picks";
import { RunsPreview } from "./runs-preview";
import { MoneyFields, WhenFields } from "./terms-fields";

/** A new schedule, or a plan with the payers that are enrolled in it: fields at the left, all that will be charged at the right. */
export function ScheduleForm({ facts }: { facts: ScheduleFormFacts }) {
  const t = useTranslations("schedules.form");
  const form = useScheduleForm(facts);
  const { pending } = form;
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
      <div className="columns">
        <Sheet pad="form">
          <WhatFields facts={facts} />
          <WhenFields today={facts.today} timeZone={facts.timeZone} />
          <Money facts={facts} />
          <LeaveFields />
          <div className="actions mt-5">
            <Submit pending={pending} />
          </div>
        </Sheet>
        <Preview facts={facts} />
      </div>
    </ActionForm>
  );
}

function useScheduleForm({ start, requestId, payersOf }: ScheduleFormFacts) {
  const t = useTranslations("schedules.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  return useActionForm<ScheduleStart, MadeSchedules>({
    schema: CreateSchedulesInput as never,
    defaultValues: { ...start, isGeneral: start.kind === "general" } as never,
    requestId,
    guardUnsaved: true,
    action: (input) => {
      const known = payersOf[input.account] ?? [];
      const payers = input.payers.filter(({ payerId }) => known.some(({ id }) => id === payerId));
      return createSchedulesAction({ ...input, payers, isGeneral: input.kind === "general" } as never);
    },
    onDone: ({ scheduleId, planId, count }) =>
      router.push(planId ? `/staff/schedules/plans/${planId}?made=${count}` : `/staff/schedules/${scheduleId}?made=1`),
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
}

function useAccount(facts: ScheduleFormFacts) {
  const account = useWatch<ScheduleStart, "account">({ name: "account" });
  return facts.accounts.find(({ id }) => id === account);
}

function WhatFields({ facts }: { facts: ScheduleFormFacts }) {
  const t = useTranslations("schedules.form");
  const common = useTranslations("common");
  const account = useAccount(facts);
  const payers = facts.payersOf[account?.id ?? ""] ?? [];
  return (
    <section className="form-section">
      <h2 className="title-section">{t("what")}</h2>
      <div className="form-grid">
        <FormText name="name" label={t("name")} required={common("required")} hint={t("nameHint")} autoComplete="off" />
        <FormText name="invoiceNumber" label={t("invoiceNumber")} optional={common("optional")} autoComplete="off" />
        <FormSelect
          name="account"
          label={t("account")}
          lead={account && <AccountTag kind={account.kind} />}
          options={facts.accounts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {!facts.isFixed && (
          <FormSegment
            name="kind"
            label={t("kind")}
            hint={t("kindHint")}
            options={(["one", "general"] as const).map((value) => ({ value, label: t(`kindOf.${value}`) }))}
          />
        )}
        <div className="span-all">
          <PayerPicks key={account?.id} account={account} payers={payers} isFixed={facts.isFixed} />
        </div>
      </div>
    </section>
  );
}

function Money({ facts }: { facts: ScheduleFormFacts }) {
  return <MoneyFields today={facts.today} currency={useAccount(facts)?.currency ?? "USD"} />;
}

function Preview({ facts }: { facts: ScheduleFormFacts }) {
  const payers = useWatch<ScheduleStart, "payers">({ name: "payers" });
  const currency = useAccount(facts)?.currency ?? "USD";
  return <RunsPreview timeZone={facts.timeZone} currency={currency} payers={payers.length} />;
}

function Submit({ pending }: { pending: boolean }) {
  const t = useTranslations("schedules.form");
  const kind = useWatch<ScheduleStart, "kind">({ name: "kind" });
  return (
    <FormSubmit variant="primary" pending={pending} pendingLabel={t("saving")}>
      {t(kind === "general" ? "saveGeneral" : "save")}
    </FormSubmit>
  );
}
