"use client";

import { useTranslations } from "next-intl";
import { useCaptchaWords } from "@/app/staff/_components/captcha-words";
import { TypedForm } from "@/components/forms/typed-form";
import { RadioSegment } from "@/components/ui/radio-segment";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { CaptchaKind } from "@/lib/captcha/model";
import { LINK_METHODS, type LinkSettings } from "@/lib/link-settings/model";
import { RemindersFields } from "./reminders-fields";
import { useLinkSettings } from "./use-link-settings";

type Form = ReturnType<typeof useLinkSettings>;
type Props = { start: LinkSettings; timeZone: string; captchas: readonly CaptchaKind[] };

/** Words and payment at the left, reminders at the right, one press for all. */
export function LinkSettingsForm({ start, timeZone, captchas }: Props) {
  const t = useTranslations("linkSettings");
  const form = useLinkSettings(start);
  return (
    <TypedForm form={form} save={t("save")} saving={t("saving")} saved={t("saved")}>
      <div className="columns">
        <div className="stack">
          <WordsFields form={form} />
          <PayingFields form={form} captchas={captchas} />
        </div>
        <RemindersFields form={form} timeZone={timeZone} />
      </div>
    </TypedForm>
  );
}

function WordsFields({ form: { values, change, errorOf } }: { form: Form }) {
  const t = useTranslations("linkSettings");
  return (
    <Sheet title={t("words")}>
      <div className="form-stack">
        <TextAreaField
          id="defaultMessage"
          label={t("message")}
          hint={t("messageHint")}
          error={errorOf("defaultMessage")}
          rows={4}
          maxLength={2_000}
          value={values.defaultMessage}
          onChange={(event) => change({ defaultMessage: event.target.value })}
        />
        <TextAreaField
          id="disclaimer"
          label={t("disclaimer")}
          hint={t("disclaimerHint")}
          error={errorOf("disclaimer")}
          rows={3}
          maxLength={600}
          value={values.disclaimer}
          onChange={(event) => change({ disclaimer: event.target.value })}
        />
      </div>
    </Sheet>
  );
}

function PayingFields({ form: { values, change, errorOf }, captchas }: { form: Form; captchas: Props["captchas"] }) {
  const t = useTranslations("linkSettings");
  const captcha = useCaptchaWords(captchas);
  return (
    <Sheet title={t("paying")}>
      <div className="form-stack">
        <TextField
          id="lifeDays"
          label={t("life")}
          hint={t("lifeHint")}
          error={errorOf("lifeDays")}
          inputMode="numeric"
          maxLength={3}
          value={values.lifeDays}
          onChange={(event) => change({ lifeDays: event.target.value })}
        />
        <RadioSegment
          id="methods"
          name="methods"
          label={t("methods")}
          hint={t("methodsHint")}
          error={errorOf("methods")}
          value={values.methods}
          options={LINK_METHODS.map((value) => ({ value, label: t(`methodsOf.${value}`) }))}
          onValue={(value) => change({ methods: LINK_METHODS.find((known) => known === value) ?? "all" })}
        />
        <RadioSegment
          id="allowsPartPayment"
          name="allowsPartPayment"
          label={t("part")}
          hint={t("partHint")}
          error={errorOf("allowsPartPayment")}
          value={values.allowsPartPayment ? "all" : "none"}
          options={(["none", "all"] as const).map((value) => ({ value, label: t(`partOf.${value}`) }))}
          onValue={(value) => change({ allowsPartPayment: value === "all" })}
        />
        <RadioSegment
          {...captcha}
          id="captcha"
          name="captcha"
          error={errorOf("captcha")}
          value={values.captcha}
          onValue={(value) => change({ captcha: captchas.find((known) => known === value) ?? "none" })}
        />
      </div>
    </Sheet>
  );
}
