import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getRetryPolicy } from "@/lib/retries/queries";

/** How often failed runs are tried again, and the way to change it. */
export async function RetriesCard() {
  const { ctx } = await requireStaff("settings.manage");
  const { isOn, waitDays } = await getRetryPolicy(ctx);
  const t = await getTranslations("retries");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index", { state: isOn ? "on" : "off", count: waitDays.length })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/retries" icon="refresh">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
