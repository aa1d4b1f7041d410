import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/components/ui/copy-button";
import { Sheet } from "@/components/ui/sheet";
import { STRIPE_EVENTS } from "@/lib/merchant-accounts/model";

/** What to enter at Stripe, so that it tells of what happens later. */
export async function WebhookSheet({ url }: { url: string }) {
  const t = await getTranslations("settings.accounts.webhook");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("text")}</p>
      <div className="field mt-4">
        <label className="field-label" htmlFor="webhookUrl">
          {t("address")}
        </label>
        <span className="input">
          <input id="webhookUrl" type="text" readOnly value={url} />
        </span>
      </div>
      <div className="actions mt-3">
        <CopyButton text={url} label={t("copy")} copiedText={t("copied")} />
      </div>
      <p className="mt-4 text-ink-2">{t("events")}</p>
      <ul className="mt-2 grid gap-1 text-sm">
        {STRIPE_EVENTS.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Sheet>
  );
}
