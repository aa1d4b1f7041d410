import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";

/** Who the firm is, and the way to change what clients read of it. */
export async function FirmCard() {
  const { firm } = await requireStaff("settings.manage");
  const t = await getTranslations("firmSettings.profile");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index", { name: firm.name, zone: firm.timeZone })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/firm" icon="gear">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
