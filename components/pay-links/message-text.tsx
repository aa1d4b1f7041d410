import { useTranslations } from "next-intl";
import type { MessageField, MessagePart } from "@/lib/pay-links/rules";

/** What still has to be typed, marked where it will stand. The word is in the language of the staff member who types it. */
export function Missing({ word }: { word: string }) {
  return <mark className="border-b border-[#8d6c00] bg-[#fff3c0] px-[0.3em] text-[#5c4600]">{word}</mark>;
}

/** A sentence of a catalogue with one value in it, marked while it is missing. */
export function WithGap({
  write,
  value,
  word,
}: {
  write: (value: string) => string;
  value: string | null;
  word: string;
}) {
  if (value !== null) return write(value);
  const [before = "", after = ""] = write("|").split("|");
  return (
    <>
      {before}
      <Missing word={word} />
      {after}
    </>
  );
}

export type MissingWords = Record<MessageField, string>;

/** The words for what is missing; call it outside the client's own language. */
export function useMissingWords(): MissingWords {
  const t = useTranslations("links.preview.missing");
  return { recipient: t("recipient"), invoice: t("invoice"), amount: t("amount"), dueDate: t("dueDate") };
}

/** A message with its gaps marked. */
export function MessageText({ parts, words }: { parts: readonly MessagePart[]; words: MissingWords }) {
  return (
    <>
      {parts.map((part, index) =>
        part.kind === "missing" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text in their order
          <Missing key={index} word={words[part.field]} />
        ) : (
          part.text
        ),
      )}
    </>
  );
}
