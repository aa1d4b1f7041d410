"use client";

import { useTranslations } from "next-intl";
import { revokeApiKeyAction } from "../actions";
import { AskedButton } from "./asked-button";

/** Ends a key, after one question: what uses it stops at once. */
export function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const t = useTranslations("apiSettings.keys");
  return (
    <AskedButton
      label={t("revoke")}
      about={name}
      title={t("revokeTitle", { name })}
      lead={t("revokeLead")}
      keep={t("keep")}
      work={() => revokeApiKeyAction({ keyId })}
    />
  );
}
