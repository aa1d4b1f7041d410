"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import { LeaveGuard } from "@/app/staff/_components/entry/leave-guard";
import { ActionForm } from "@/components/forms/action-form";
import { CustomField } from "@/components/forms/custom-field";
import { FormSegment, FormSelect, FormText, FormTextArea } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { LOCALES } from "@/lib/i18n/model";
import { PAYER_KINDS, type PayerKind } from "@/lib/payers/model";
import { type PayerFormTyped, payerForm } from "@/lib/payers/schemas";
import { submitPayerAction } from "../actions";

type Props = {
  start: PayerFormTyped;
  /** Made with the page: the same press twice is one payer. */
  requestId: string;
  countries: readonly { value: string; label: string }[];
  /** The firm's own, as they are asked for now. */
  customFields: readonly CustomFieldView[];
};

/** A new payer, or one that is changed: the same fields. */
export function PayerForm({ start, requestId, countries, customFields }: Props) {
  const t = useTranslations("payers.form");
  const form = usePayerForm(start, requestId, customFields);
  const kind = useWatch({ control: form.methods.control, name: "kind" });
  const isNew = !start.payerId;
  const { isDirty } = form.methods.formState;
  return (
    <div className="sheet sheet-form max-w-[40rem]">
      <LeaveGuard isOn={isDirty && !form.pending} words="payers.form.leave" />
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <PadKey>{t("padKey")}</PadKey>
        <NameFields kind={kind} />
        <ContactFields countries={countries} />
        <FirmFields customFields={customFields} />
        <div className="actions mt-6">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={isNew ? t("creating") : t("saving")}>
            {isNew ? t("create") : t("save")}
          </FormSubmit>
          <LinkButton href={isNew ? "/staff/payers" : `/staff/payers/${start.payerId}`} variant="quiet">
            {t("cancel")}
          </LinkButton>
        </div>
      </ActionForm>
    </div>
  );
}

function usePayerForm(start: PayerFormTyped, requestId: string, customFields: readonly CustomFieldView[]) {
  const schema = useMemo(() => payerForm(customFields), [customFields]);
  const t = useTranslations("payers.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  return useActionForm<PayerFormTyped, { id: string }>({
    schema,
    defaultValues: start,
    requestId,
    action: submitPayerAction,
    onDone: ({ id }) => router.push(start.payerId ? `/staff/payers/${id}` : `/staff/payers/${id}?made=1`),
    guardUnsaved: true,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
}

function NameFields({ kind }: { kind: PayerKind }) {
  const t = useTranslations("payers");
  const common = useTranslations("common");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("form.who")}</h2>
      <FormSegment
        name="kind"
        label={t("form.kind")}
        hideLabel
        options={PAYER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <div className="form-grid mt-4">
        {kind === "person" ? (
          <>
            <FormText name="givenName" label={t("form.givenName")} optional={common("optional")} autoComplete="off" />
            <FormText name="familyName" label={t("form.familyName")} required={common("required")} autoComplete="off" />
          </>
        ) : (
          <FormText
            name="name"
            label={t("form.name")}
            required={common("required")}
            className="span-all"
            autoComplete="off"
          />
        )}
      </div>
    </section>
  );
}

function ContactFields({ countries }: Pick<Props, "countries">) {
  const t = useTranslations("payers.form");
  const optional = useTranslations("common")("optional");
  const text = { optional, autoComplete: "off" } as const;
  return (
    <section className="form-section">
      <h2 className="title-section">{t("contact")}</h2>
      <div className="form-grid">
        <FormText
          name="emails"
          label={t("emails")}
          hint={t("emailsHint")}
          inputMode="email"
          spellCheck={false}
          {...text}
        />
        <FormText name="phone" label={t("phone")} type="tel" {...text} />
        <FormText name="line1" label={t("line1")} {...text} />
        <FormText name="line2" label={t("line2")} {...text} />
        <FormText name="city" label={t("city")} {...text} />
        <FormText name="region" label={t("region")} {...text} />
        <FormText name="postalCode" label={t("postalCode")} {...text} />
        <FormSelect
          name="country"
          label={t("country")}
          optional={optional}
          emptyLabel={t("noCountry")}
          options={countries}
        />
      </div>
    </section>
  );
}

function FirmFields({ customFields }: Pick<Props, "customFields">) {
  const t = useTranslations("payers");
  const optional = useTranslations("common")("optional");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("form.more")}</h2>
      <div className="form-grid">
        <FormText
          name="clientRefs"
          label={t("form.clientRefs")}
          optional={optional}
          hint={t("form.clientRefsHint")}
          autoComplete="off"
        />
        <FormSelect
          name="locale"
          label={t("form.locale")}
          hint={t("form.localeHint")}
          options={LOCALES.map((value) => ({ value, label: t(`locale.${value}`) }))}
        />
        {customFields.map((field) => (
          <CustomField key={field.id} field={field} />
        ))}
        <FormTextArea
          name="notes"
          label={t("form.notes")}
          optional={optional}
          hint={t("form.notesHint")}
          className="span-all"
        />
      </div>
    </section>
  );
}
