"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { ChangeScheduleInput } from "@/lib/schedules/schemas";
import { changeScheduleAction } from "../actions";
import type { ScheduleStart } from "./form-start";
import { LeaveFields } from "./leave-fields";
import { RunsPreview } from "./runs-preview";
import { MoneyFields, WhenFields } from "./terms-fields";

export type ChangeStart = Omit<ScheduleStart, "planId" | "kind" | "account" | "payers" | "invoiceNumber"> & {
  scheduleId: string;
  revision: number;
  methodId: string;
};

type Props = {
  start: ChangeStart;
  methods: { value: string; label: string }[];
  today: string;
  timeZone: string;
  currency: string;
};

/** What is still to come, anew: amount, days, end and method. */
export function ChangeForm({ start, methods, today, timeZone, currency }: Props) {
  const t = useTranslations("schedules.form");
  const common = useTranslations("common");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const form = useActionForm<ChangeStart, { scheduleId: string }>({
    schema: ChangeScheduleInput as never,
    defaultValues: start as never,
    guardUnsaved: true,
    action: (input) => changeScheduleAction(input as never),
    onDone: ({ scheduleId }) => router.push(`/staff/schedules/${scheduleId}?changed=1`),
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
      <div className="columns">
        <Sheet pad="form">
          <section className="form-section">
            <h2 className="title-section">{t("what")}</h2>
            <div className="form-grid">
              <FormText
                name="name"
                label={t("name")}
                required={common("required")}
                hint={t("nameHint")}
                autoComplete="off"
              />
              <FormSelect name="methodId" label={t("method")} options={methods} />
            </div>
          </section>
          <WhenFields today={today} timeZone={timeZone} />
          <MoneyFields today={today} currency={currency} />
          <LeaveFields />
          <div className="actions mt-5">
            <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("saving")}>
              {t("saveChange")}
            </FormSubmit>
            <LinkButton href={`/staff/schedules/${start.scheduleId}`} variant="quiet">
              {t("cancel")}
            </LinkButton>
          </div>
        </Sheet>
        <RunsPreview timeZone={timeZone} currency={currency} payers={1} />
      </div>
    </ActionForm>
  );
}
