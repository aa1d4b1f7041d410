"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { TypedForm } from "@/components/forms/typed-form";
import { RadioSegment } from "@/components/ui/radio-segment";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { LANGUAGE_NAMES, LOCALES, type Locale, nameLanguage } from "@/lib/i18n/model";
import { MAX_FOOTER, MAX_MESSAGE, type ReceiptTexts } from "@/lib/receipt-texts/model";
import { receiptWordsFor } from "@/lib/receipt-texts/rules";
import type { SampleReceipt } from "./sample-receipts";
import { useReceipts } from "./use-receipts";

type Samples = Readonly<Record<Locale, SampleReceipt>>;
type Form = ReturnType<typeof useReceipts>;
type Props = { start: ReceiptTexts; locale: Locale; samples: Samples };

/** The words in each language at the left, a receipt that shows them at the right, one press for all. */
export function ReceiptsForm({ start, locale, samples }: Props) {
  const t = useTranslations("firmSettings.receipts");
  const reader = useLocale() as Locale;
  const form = useReceipts(start);
  return (
    <TypedForm form={form} save={t("save")} saving={t("saving")} saved={t("saved")}>
      <div className="columns">
        <div className="stack">
          <p className="text-ink-2">{t("missing", { language: nameLanguage(locale, reader) })}</p>
          {LOCALES.map((each) => (
            <WordsFields key={each} form={form} locale={each} />
          ))}
        </div>
        <ReceiptPreview texts={form.values} locale={locale} samples={samples} />
      </div>
    </TypedForm>
  );
}

function WordsFields({ form: { values, write, errorOf }, locale }: { form: Form; locale: Locale }) {
  const t = useTranslations("firmSettings.receipts");
  const language = nameLanguage(locale, useLocale() as Locale);
  return (
    <Sheet title={LANGUAGE_NAMES[locale]}>
      <div className="form-stack">
        <TextAreaField
          id={`${locale}-message`}
          lang={locale}
          label={t("messageOf", { language })}
          hint={t("messageHint")}
          error={errorOf(`${locale}.message`)}
          rows={3}
          maxLength={MAX_MESSAGE}
          value={values[locale].message}
          onChange={(event) => write(locale, { message: event.target.value })}
        />
        <TextAreaField
          id={`${locale}-footer`}
          lang={locale}
          label={t("footerOf", { language })}
          hint={t("footerHint")}
          error={errorOf(`${locale}.footer`)}
          rows={3}
          maxLength={MAX_FOOTER}
          value={values[locale].footer}
          onChange={(event) => write(locale, { footer: event.target.value })}
        />
      </div>
    </Sheet>
  );
}

function ReceiptPreview({ texts, locale, samples }: { texts: ReceiptTexts; locale: Locale; samples: Samples }) {
  const t = useTranslations("firmSettings.receipts");
  const [view, setView] = useState<Locale>(locale);
  const { title, text, policy, disclaimer } = samples[view];
  const words = receiptWordsFor({ receiptTexts: texts, locale }, { locale: view, isHeld: true });
  return (
    <section className="sheet sheet-form" aria-labelledby="receipt-preview">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="receipt-preview" className="title-section">
          {t("preview")}
        </h2>
        <RadioSegment
          id="receipt-view"
          name="receipt-view"
          label={t("preview")}
          hideLabel
          size="sm"
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={view}
          onValue={(value) => setView(LOCALES.find((known) => known === value) ?? locale)}
        />
      </div>
      <div data-theme="light" lang={view} className="rounded-control border border-rule-strong bg-sheet p-6 text-ink">
        <p className="font-semibold font-serif text-2xl">{title}</p>
        <p className="mt-2">{text}</p>
        {words.message !== "" && <p className="mt-3 whitespace-pre-line">{words.message}</p>}
        <p className="mt-6 text-ink-2 text-sm">{policy}</p>
        <p className="mt-1 whitespace-pre-line text-ink-2 text-sm">{words.footer || disclaimer}</p>
      </div>
    </section>
  );
}
