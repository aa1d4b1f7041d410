"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RadioSegment } from "@/components/ui/radio-segment";
import type { Locale } from "@/lib/i18n/model";
import type { MailPreview } from "@/lib/mail-texts/model";

/** Both parts of the mail, without any power: no scripts, no forms, links that lead nowhere. */
export function MailSheet({ preview, locale }: { preview: MailPreview; locale: Locale }) {
  const t = useTranslations("firmSettings.mails");
  const [view, setView] = useState("html");
  return (
    <section className="sheet sheet-form" aria-labelledby="mail-preview">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="mail-preview" className="title-section">
          {t("preview")}
        </h2>
        <RadioSegment
          id="mail-view"
          name="mail-view"
          label={t("preview")}
          hideLabel
          size="sm"
          options={[
            { value: "html", label: t("views.html") },
            { value: "text", label: t("views.text") },
          ]}
          value={view}
          onValue={setView}
        />
      </div>
      <p className="mb-3 text-ink-2 text-sm">{t("subjectIs", { subject: preview.subject })}</p>
      {view === "html" ? (
        <iframe
          title={t("frame")}
          sandbox=""
          srcDoc={preview.html}
          // On the narrowest phone it takes the sheet's margins too: a mail is no narrower than its button.
          className="-mx-4 block h-[46rem] w-[calc(100%+2rem)] rounded-control border border-rule-strong bg-white sm:mx-0 sm:w-full"
        />
      ) : (
        <pre lang={locale} className="whitespace-pre-wrap break-words font-sans text-sm">
          {preview.text}
        </pre>
      )}
    </section>
  );
}
