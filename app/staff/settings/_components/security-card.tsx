import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getSecurity } from "@/lib/staff/queries";

/** Whether a second factor is asked of everybody, and the way to it. */
export async function SecurityCard() {
  const { ctx } = await requireStaff("settings.manage");
  const { requiresSecondFactor } = await getSecurity(ctx);
  const t = await getTranslations("users.security");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t(requiresSecondFactor ? "indexRequired" : "indexOptional")}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/security" icon="lock">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
