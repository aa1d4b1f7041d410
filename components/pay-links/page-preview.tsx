import { useTranslations } from "next-intl";
import { FirmMark } from "@/components/layout/firm-mark";
import { MessageText, Missing, WithGap } from "@/components/pay-links/message-text";
import type { PreviewFacts } from "@/components/pay-links/preview-facts";
import { AccountTag } from "@/components/payments/account-tag";

/** The payment page as the client will open it: who asks, how much, into which account, for what, and the one button. */
export function PagePreview({ facts }: { facts: PreviewFacts }) {
  const t = useTranslations("pay");
  const words = useTranslations("payForm");
  const { firm, kind } = facts;
  const notes = [facts.matter && t("matter", { ref: facts.matter }), facts.due && t("due", { date: facts.due })].filter(
    (note) => note !== "",
  );
  return (
    <>
      <p className="flex items-center gap-2.5 font-serif font-semibold text-md [&_.monogram]:text-link">
        <FirmMark firm={firm} />
      </p>
      <p className="mt-4 text-ink-2">
        {facts.recipient === "" ? (
          t("asksNobody")
        ) : (
          <WithGap write={(name) => t("asks", { name })} value={facts.recipient} word={facts.words.recipient} />
        )}
      </p>
      <p className="my-1 font-serif text-3xl leading-tight">{facts.amount ?? <Missing word={facts.words.amount} />}</p>
      <p className="flex flex-wrap items-center gap-2 text-ink-2 text-sm">
        <AccountTag kind={kind} long />
        {words(kind === "trust" ? "statement.deposit" : "statement.fees")}
      </p>
      <p className="mt-4 border-rule-strong border-t pt-3 font-semibold">
        {facts.invoice ? t("invoice", { number: facts.invoice }) : t("payment")}
      </p>
      {notes.length > 0 && <p className="text-ink-2 text-sm">{notes.join(" · ")}</p>}
      {facts.message.length > 0 && (
        <p className="my-4 whitespace-pre-line border-rule-strong border-l-2 pl-3 font-serif text-ink-2 text-md">
          <MessageText parts={facts.message} words={facts.words} />
        </p>
      )}
      <p className="mt-4 grid min-h-11 place-items-center rounded-control bg-accent px-4 font-semibold text-on-accent">
        <span>
          <WithGap write={(amount) => words("pay", { amount })} value={facts.amount} word={facts.words.amount} />
        </span>
      </p>
      <p className="mt-4 text-ink-2 text-xs">
        {firm.addressLine}. {firm.phone}.
      </p>
    </>
  );
}
