import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getLinkSettings } from "@/lib/link-settings/queries";

/** How long links stay open, how often unpaid ones are followed up, and the way to change it. */
export async function LinksCard() {
  const { ctx } = await requireStaff("settings.manage");
  const { reminders, lifeDays } = await getLinkSettings(ctx);
  const t = await getTranslations("linkSettings");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">
        {t("index", { state: reminders.isOn ? "on" : "off", count: reminders.steps.length, days: lifeDays })}
      </p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/send" icon="send">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
