import { getLocale, getTranslations } from "next-intl/server";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { LinkReminders } from "@/lib/link-reminders/model";
import { getLinkReminders } from "@/lib/pay-links/get-link-reminders";
import type { PayLinkDetail } from "@/lib/pay-links/model";
import type { Ctx } from "@/lib/platform/context";
import { RemindersSwitch } from "./reminders-switch";

type Props = { link: PayLinkDetail; firm: FirmView; ctx: Ctx; maySend: boolean };

/** The follow-ups that are still to come; those that went out stand in the history. Nothing where nobody is followed up. */
export async function RemindersSheet({ link, firm, ctx, maySend }: Props) {
  if (link.status !== "outstanding") return null;
  const reminders = await getLinkReminders(ctx, link.id);
  if (!reminders.isOn) return null;
  const t = await getTranslations("links.reminders");
  const locale = await getLocale();
  const { coming, isLinkOff } = reminders;
  const why = whyNone(link, reminders);
  return (
    <Sheet title={t("title")}>
      <div className="form-stack">
        {why ? (
          <p className="text-ink-2">{t(why)}</p>
        ) : (
          <Facts
            facts={coming.map(({ at, anchor, days }) => ({
              name: formatDateTime(at, firm.timeZone, locale),
              value: t("step", { anchor, days }),
            }))}
          />
        )}
        {reminders.optedOut.map((address) => (
          <p key={address} className="text-sm">
            {t("optedOut", { address })}
          </p>
        ))}
        {maySend && link.byEmail && (
          <div className="actions">
            <RemindersSwitch linkId={link.id} isOff={isLinkOff} />
          </div>
        )}
      </div>
    </Sheet>
  );
}

function whyNone(
  { byEmail }: PayLinkDetail,
  { isLinkOff, coming }: LinkReminders,
): "off" | "notMailed" | "none" | null {
  if (isLinkOff) return "off";
  if (!byEmail) return "notMailed";
  return coming.length === 0 ? "none" : null;
}
