"use client";

import { NextIntlClientProvider, useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { MailPreview } from "@/components/pay-links/mail-preview";
import { useMissingWords } from "@/components/pay-links/message-text";
import { PagePreview } from "@/components/pay-links/page-preview";
import type { PreviewFacts } from "@/components/pay-links/preview-facts";
import { RadioSegment } from "@/components/ui/radio-segment";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { formatMoney } from "@/lib/money/format-money";
import { messageParts } from "@/lib/pay-links/rules";
import type { QuickLinkFacts } from "./form-facts";
import type { QuickLinkStart } from "./read-start";

type Props = { values: QuickLinkStart; facts: QuickLinkFacts; account: MerchantAccountView | undefined };

/** Mail and page as the client gets them, filled as one types; in the client's language and the firm's colours. */
export function LinkPreview({ values, facts, account }: Props) {
  const t = useTranslations("links.preview");
  const [chosen, setChosen] = useState("mail");
  const words = useMissingWords();
  const isMail = values.delivery === "mail";
  const view = isMail ? chosen : "page";
  const shown: PreviewFacts = { ...previewFacts(values, facts, account), words };
  return (
    <section className="sheet sheet-form" aria-labelledby="preview-title">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="preview-title" className="title-section">
          {t("title")}
        </h2>
        {isMail && (
          <RadioSegment
            id="preview-view"
            name="preview-view"
            label={t("title")}
            hideLabel
            size="sm"
            options={[
              { value: "mail", label: t("mail"), icon: "mail" },
              { value: "page", label: t("page"), icon: "page" },
            ]}
            value={view}
            onValue={setChosen}
          />
        )}
      </div>
      <NextIntlClientProvider locale={facts.client.locale} messages={facts.client.messages}>
        {view === "mail" && <Subject facts={shown} label={(subject) => t("subject", { subject })} />}
        <div
          data-theme="light"
          lang={facts.client.locale}
          style={facts.client.brand as CSSProperties}
          className="rounded-control border border-rule-strong bg-sheet p-6 text-base text-ink leading-read"
        >
          {view === "mail" ? <MailPreview facts={shown} /> : <PagePreview facts={shown} />}
        </div>
      </NextIntlClientProvider>
    </section>
  );
}

function Subject({ facts, label }: { facts: PreviewFacts; label: (subject: string) => string }) {
  const t = useTranslations("mail.payLink");
  const { name } = facts.firm;
  const subject = facts.invoice
    ? t("subjectInvoice", { number: facts.invoice, firm: name })
    : t("subject", { firm: name });
  return <p className="mb-2 text-ink-2 text-xs">{label(subject)}</p>;
}

/** What is typed, as the client will read it. Required and missing is null and gets marked; optional and missing is left out. */
function previewFacts(
  values: QuickLinkStart,
  facts: QuickLinkFacts,
  account: MerchantAccountView | undefined,
): Omit<PreviewFacts, "words"> {
  const { locale } = facts.client;
  const currency = account?.currency ?? "USD";
  const isMail = values.delivery === "mail";
  const amount = isAmount(values.amountCents) ? formatMoney(values.amountCents, currency, locale) : null;
  const invoice = values.invoiceNumber.trim();
  const due = isDate(values.dueDate) ? formatIsoDate(values.dueDate, locale) : "";
  const name = values.recipientName.trim();
  const recipient = isMail && name === "" ? null : name;
  return {
    firm: facts.client.firm,
    kind: account?.kind ?? "operating",
    message: messageParts(values.message.trim() || facts.defaultMessage, { recipient, invoice, amount, dueDate: due }),
    recipient,
    amount,
    invoice,
    due,
    client: values.clientRef.trim(),
    matter: values.matterRef.trim(),
    openUntil: facts.client.openUntil,
  };
}

function isAmount(cents: number | undefined): cents is number {
  return typeof cents === "number" && Number.isSafeInteger(cents) && cents > 0;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
