import { useTranslations } from "next-intl";
import { FirmMark } from "@/components/layout/firm-mark";
import { MessageText, Missing, WithGap } from "@/components/pay-links/message-text";
import type { PreviewFacts } from "@/components/pay-links/preview-facts";

/** The mail as the client will read it (emails/pay-link.tsx), in the light colours that mails are written in. */
export function MailPreview({ facts }: { facts: PreviewFacts }) {
  const t = useTranslations("mail");
  const { firm, words, kind } = facts;
  const lines = [
    { name: t("fact.invoice"), value: facts.invoice },
    { name: t("fact.due"), value: facts.due },
    { name: t("fact.client"), value: facts.client },
    { name: t("fact.matter"), value: facts.matter },
    { name: t("fact.openUntil"), value: facts.openUntil },
  ].filter((line) => line.value !== "");
  return (
    <>
      <p className="flex items-center gap-2.5 font-serif font-semibold text-md [&_.monogram]:text-link">
        <FirmMark firm={firm} />
      </p>
      <hr className="my-5 border-rule-strong" />
      <MailWords facts={facts} />
      <p className="mt-4 mb-1 font-serif text-2xl leading-tight">{facts.amount ?? <Missing word={words.amount} />}</p>
      <p className={kind === "trust" ? "mb-3 text-sm text-trust" : "mb-3 text-ink-2 text-sm"}>{t(`payLink.${kind}`)}</p>
      <span className="inline-flex min-h-11 items-center rounded-control border border-transparent bg-accent px-4 font-semibold text-on-accent text-sm">
        {t("payLink.button")}
      </span>
      <dl className="facts mt-4 text-sm">
        {lines.map((line) => (
          <div key={line.name} className="contents">
            <dt>{line.name}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      <hr className="my-5 border-rule-strong" />
      <p className="text-ink-2 text-xs">
        {firm.addressLine}. {firm.phone}. {t("closing")}
      </p>
    </>
  );
}

/** The firm's message; or, when nothing of it can be said, our own two sentences. */
function MailWords({ facts }: { facts: PreviewFacts }) {
  const t = useTranslations("mail");
  const { firm, message, recipient, invoice, words } = facts;
  if (message.length > 0) {
    return (
      <p className="whitespace-pre-line">
        <MessageText parts={message} words={words} />
      </p>
    );
  }
  return (
    <>
      {recipient !== "" && (
        <p className="mb-3">
          <WithGap write={(name) => t("greeting", { name })} value={recipient} word={words.recipient} />
        </p>
      )}
      <p>
        {invoice
          ? t("payLink.messageInvoice", { firm: firm.name, number: invoice })
          : t("payLink.message", { firm: firm.name })}
      </p>
    </>
  );
}
