import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getSurcharge } from "@/lib/surcharges/queries";
import { formatRate } from "@/lib/surcharges/rules";

/** Whether a card surcharge is on, and the way to it. */
export async function SurchargeCard() {
  const { ctx } = await requireStaff("settings.manage");
  const { settings } = await getSurcharge(ctx);
  const locale = await getLocale();
  const t = await getTranslations("surcharge");
  const { isEnabled, rateBasisPoints } = settings;
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">
        {t("index", { state: isEnabled ? "on" : "off", rate: formatRate(rateBasisPoints, locale) })}
      </p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/surcharge" icon="card">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
