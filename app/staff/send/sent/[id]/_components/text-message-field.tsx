"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { TextAreaField } from "@/components/ui/text-area-field";

/** A text message with the link, ready to be pasted into the telephone's own program; beneath it the other ways. */
export function TextMessageField({ text, children }: { text: string; children: ReactNode }) {
  const t = useTranslations("links.result");
  return (
    <div>
      <TextAreaField id="text-message" label={t("text")} readOnly rows={4} value={text} spellCheck={false} />
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <CopyButton text={text} label={t("copyText")} copiedText={t("textCopied")} size="sm" />
        {children}
      </div>
    </div>
  );
}
