"use client";

import { NextIntlClientProvider, useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { MailPreview } from "@/components/pay-links/mail-preview";
import { useMissingWords } from "@/components/pay-links/message-text";
import { PagePreview } from "@/components/pay-links/page-preview";
import type { PreviewFacts } from "@/components/pay-links/preview-facts";
import { RadioSegment } from "@/components/ui/radio-segment";
import { brandVariables, PLAIN } from "@/lib/branding/rules";
import type { BrandingInput } from "@/lib/branding/schemas";
import { isColour } from "@/lib/colours/rules";
import type { BrandPreviewFacts } from "./preview-facts";

const VIEWS = ["page", "pageDark", "mail"] as const;
type View = (typeof VIEWS)[number];

/** Page and mail as clients would get them with what is chosen now, saved or not. */
export function BrandPreview({ values, facts }: { values: BrandingInput; facts: BrandPreviewFacts }) {
  const t = useTranslations("firmSettings.branding");
  const words = useMissingWords();
  const [view, setView] = useState<View>("page");
  const { logo } = facts.firm;
  const shown: PreviewFacts = {
    ...{ kind: "operating", message: [], client: "", matter: "", words },
    ...{ recipient: facts.recipient, amount: facts.amount, invoice: facts.invoice },
    ...{ due: facts.due, openUntil: facts.openUntil },
    firm: { ...facts.firm, logo: logo && { ...logo, hasName: values.logoHasName } },
  };
  return (
    <section className="sheet sheet-form" aria-labelledby="brand-preview">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="brand-preview" className="title-section">
          {t("preview")}
        </h2>
        <RadioSegment
          id="brand-view"
          name="brand-view"
          label={t("preview")}
          hideLabel
          size="sm"
          options={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          value={view}
          onValue={(value) => setView(VIEWS.find((known) => known === value) ?? "page")}
        />
      </div>
      <NextIntlClientProvider locale={facts.locale} messages={facts.messages}>
        <div
          data-theme={view === "pageDark" ? "dark" : "light"}
          lang={facts.locale}
          style={variablesOf(values)}
          className="rounded-control border border-rule-strong text-base text-ink leading-read"
        >
          {view === "mail" ? (
            <div className="bg-sheet p-6">
              <MailPreview facts={shown} />
            </div>
          ) : (
            <div
              className="p-6"
              style={{ background: "var(--firm-background) var(--firm-background-image) no-repeat" }}
            >
              <div
                className={values.background === "paper" ? "" : "rounded-sheet border border-rule-strong bg-sheet p-5"}
              >
                <PagePreview facts={shown} />
              </div>
            </div>
          )}
        </div>
      </NextIntlClientProvider>
    </section>
  );
}

/** Of what is half typed, only what is a colour already. */
function variablesOf({ accent, background, ground, ground2 }: BrandingInput): CSSProperties {
  const read = (text: string, otherwise: string) => {
    const colour = text.trim().toLowerCase();
    return isColour(colour) ? colour : otherwise;
  };
  return brandVariables({
    background,
    accent: read(accent, ""),
    ground: read(ground, PLAIN.ground),
    ground2: read(ground2, PLAIN.ground2),
  }) as CSSProperties;
}
