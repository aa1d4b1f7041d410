"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { MailKind } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { MAX_OPENING, MAX_SUBJECT, type MailPreview, type MergeField, type OwnWords } from "@/lib/mail-texts/model";
import { MailSheet } from "./mail-sheet";
import { useMailText } from "./use-mail-text";

type Props = {
  kind: MailKind;
  locale: Locale;
  start: OwnWords;
  preview: MailPreview;
  fields: readonly { field: MergeField; sample: string }[];
};

/** Subject and opening at the left, the mail at the right. */
export function MailForm({ kind, locale, start, preview, fields }: Props) {
  const t = useTranslations("firmSettings.mails");
  const form = useMailText({ kind, locale, start, preview });
  const { values, change, errorOf, pending } = form;
  const isOurs = values.subject === "" && values.opening === "";
  return (
    <form onSubmit={form.submit} noValidate>
      {form.problem && <Banner tone="danger" role="alert" title={form.problem} className="mb-5" />}
      <div className="columns">
        <div className="stack">
          <Sheet title={t("words")}>
            <div className="form-stack">
              <TextField
                id="subject"
                lang={locale}
                label={t("subject")}
                hint={t("subjectHint")}
                error={errorOf("subject")}
                maxLength={MAX_SUBJECT}
                autoComplete="off"
                value={values.subject}
                onChange={(event) => change({ subject: event.target.value })}
              />
              <TextAreaField
                id="opening"
                lang={locale}
                label={t("opening")}
                hint={t("openingHint")}
                error={errorOf("opening")}
                rows={6}
                maxLength={MAX_OPENING}
                value={values.opening}
                onChange={(event) => change({ opening: event.target.value })}
              />
            </div>
            <div className="actions mt-5">
              <Button type="submit" variant="primary" pending={pending} pendingLabel={t("saving")}>
                {t("save")}
              </Button>
              <Button icon="mail" pending={pending} onClick={form.sendTest}>
                {t("test")}
              </Button>
              <Button variant="quiet" pending={pending} unavailable={isOurs ? t("isOurs") : null} onClick={form.reset}>
                {t("reset")}
              </Button>
            </div>
            <p role="status" className="mt-3 text-ok text-sm">
              {form.done}
            </p>
          </Sheet>
          <Fields fields={fields} />
        </div>
        <MailSheet preview={form.shown} locale={locale} />
      </div>
    </form>
  );
}

/** What may be named, and what stands for it in the sample. */
function Fields({ fields }: Pick<Props, "fields">) {
  const t = useTranslations("firmSettings.mails");
  return (
    <Sheet title={t("fields")}>
      <p className="mb-3 text-ink-2 text-sm">{t("fieldsHint")}</p>
      <dl className="facts text-sm">
        {fields.map(({ field, sample }) => (
          <div key={field} className="contents">
            <dt>
              <code>{`{${field}}`}</code>
            </dt>
            <dd>{sample || t("noSample")}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
