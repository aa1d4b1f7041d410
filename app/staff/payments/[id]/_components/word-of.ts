import { getTranslations } from "next-intl/server";

/** A gateway's or network's code in words; the code itself, or "other", when there are none for it. */
export async function wordOf(group: "declineReason" | "disputeReason" | "refusal", code: string): Promise<string> {
  const t = await getTranslations(`payments.${group}`);
  if (t.has(code as never)) return t(code as never);
  return t.has("other" as never) ? t("other" as never) : code;
}
