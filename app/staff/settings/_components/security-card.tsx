import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { formatMoney } from "@/lib/money/format-money";
import { getSecurity } from "@/lib/staff/queries";

/** Whether a second factor is asked of everybody, from which sum on two people refund, and the way to it. */
export async function SecurityCard() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const { requiresSecondFactor, refundLimitCents } = await getSecurity(ctx);
  const t = await getTranslations("users.security");
  const locale = await getLocale();
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">
        {t(requiresSecondFactor ? "indexRequired" : "indexOptional")}{" "}
        {refundLimitCents !== null && t("indexLimit", { amount: formatMoney(refundLimitCents, firm.currency, locale) })}
      </p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/security" icon="lock">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
