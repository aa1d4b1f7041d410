import { getLocale, getTranslations } from "next-intl/server";
import { NextSteps } from "@/components/ui/next-steps";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import { getLinkReminders } from "@/lib/pay-links/get-link-reminders";
import type { PayLinkDetail } from "@/lib/pay-links/model";
import type { Ctx } from "@/lib/platform/context";

/** What will happen to a link that was just made, in order. */
export async function NextStepsSheet({ link, firm, ctx }: { link: PayLinkDetail; firm: FirmView; ctx: Ctx }) {
  const t = await getTranslations("links.result");
  const locale = await getLocale();
  const first = link.byEmail
    ? { title: t("nextMailed", { addresses: link.recipientEmails.join(", ") }), text: t("nextMailedText") }
    : { title: t("nextHand"), text: t("nextHandText") };
  const { coming } = await getLinkReminders(ctx, link.id);
  const dates = new Intl.ListFormat(locale).format(coming.map(({ day }) => formatIsoDate(day, locale)));
  const steps = [
    first,
    ...(coming.length > 0 ? [{ title: t("nextReminders", { dates }), text: t("nextRemindersText") }] : []),
    { title: t("nextOpen", { date: formatDateTime(link.expiresAt, firm.timeZone, locale) }), text: t("nextOpenText") },
    {
      title: t("nextPaid"),
      text: t("nextPaidText", { amount: formatMoney(link.amountCents, link.currency, locale) }),
    },
    { title: t("nextDecline"), text: t("nextDeclineText") },
  ];
  return (
    <Sheet title={t("next")}>
      <NextSteps steps={steps} />
    </Sheet>
  );
}
