"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, fieldAria } from "@/components/ui/field";

/** The absolute address, to be read, selected or copied. */
export function AddressField({ url }: { url: string }) {
  const t = useTranslations("links.result");
  const common = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const text = {
    id: "payment-link",
    label: t("address"),
    hint: copied ? <span className="font-medium text-ok">{t("copied")}</span> : t("addressHint"),
  };
  return (
    <Field {...text}>
      <span className="flex gap-2">
        <span className="input min-w-0 flex-1 font-medium">
          <input
            {...fieldAria(text)}
            type="text"
            readOnly
            value={url}
            onFocus={(event) => event.target.select()}
            spellCheck={false}
          />
        </span>
        <CopyButton
          text={url}
          label={common("copy")}
          copiedText={common("copied")}
          variant="primary"
          onCopied={() => setCopied(true)}
        />
      </span>
    </Field>
  );
}
