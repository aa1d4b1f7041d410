"use client";

import { useTranslations } from "next-intl";
import { FormText } from "@/components/forms/form-fields";
import { type AccountSettings, KEY_NAMES, type KeyName } from "@/lib/merchant-accounts/model";

const FORMATS: Record<KeyName, string> = {
  secretKey: "sk_live_… or rk_live_…",
  publishableKey: "pk_live_…",
  webhookSecret: "whsec_…",
};

/** Keys go in and never come out: one that is kept shows its last four characters, and an empty field leaves it as it is. */
export function KeyFields({ account, isNeeded }: { account: AccountSettings | null; isNeeded: boolean }) {
  const t = useTranslations("settings.accounts.form");
  const common = useTranslations("common");
  return (
    <div className="mt-4 grid gap-4">
      {KEY_NAMES.map((name) => {
        const end = account?.keyEnds[name] ?? "";
        return (
          <FormText
            key={name}
            name={name}
            label={t(name)}
            required={isNeeded && !end && name !== "webhookSecret" ? common("required") : undefined}
            hint={end ? t("keyKept", { end }) : t(`${name}Hint`)}
            placeholder={FORMATS[name].replace(" or ", " / ")}
            type={name === "publishableKey" ? "text" : "password"}
            autoComplete="new-password"
            spellCheck={false}
          />
        );
      })}
    </div>
  );
}
