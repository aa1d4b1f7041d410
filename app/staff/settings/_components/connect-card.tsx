import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { readConnectSettings } from "@/lib/connect-settings/queries";
import { ConnectSwitch } from "../../_components/connect-switch";

/** Whether the Connect module is on; the only place to switch it on. */
export async function ConnectCard() {
  const { ctx } = await requireStaff("settings.manage");
  const { isOn } = await readConnectSettings(ctx);
  const t = await getTranslations("connectSettings");
  return (
    <Sheet title={t("card.title")}>
      <p className="text-ink-2">{isOn ? t("card.on") : t("card.off")}</p>
      <div className="actions mt-4">
        {isOn ? (
          <LinkButton href="/staff/connect/settings" icon="link">
            {t("card.open")}
          </LinkButton>
        ) : (
          <ConnectSwitch isOn={false} />
        )}
      </div>
    </Sheet>
  );
}
