import { getLocale } from "next-intl/server";
import type { Staff } from "@/lib/auth/session";
import { keptVariables, shownLogoOf } from "@/lib/branding/rules";
import { formatDate, formatDateTime } from "@/lib/dates/format-date";
import { messagesOf } from "@/lib/i18n/messages";
import { areRemindersOn } from "@/lib/link-reminders/read-firm-reminders";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { expiryOf } from "@/lib/pay-links/rules";

export type QuickLinkFacts = Awaited<ReturnType<typeof quickLinkFormFacts>>;

/** What the form and its preview need to know; read once per load. The client's texts are in the firm's language, not the reader's. */
export async function quickLinkFormFacts({ ctx, firm }: Staff) {
  const locale = await getLocale();
  const now = ctx.clock.now();
  const expiresAt = expiryOf(now, firm.linkLifeDays);
  const { mail, pay, payForm, common } = messagesOf(firm.locale);
  return {
    /** The same load sent twice is one link. */
    requestId: ctx.ids.next("req"),
    accounts: await listAccountsForStaff(ctx),
    locale,
    today: isoDateIn(now, firm.timeZone),
    lifeDays: firm.linkLifeDays,
    openUntil: formatDate(expiresAt, firm.timeZone, locale),
    defaultMessage: firm.defaultMessage,
    hasReminders: await areRemindersOn(ctx),
    client: {
      locale: firm.locale,
      messages: { mail, pay, payForm, common },
      openUntil: formatDateTime(expiresAt, firm.timeZone, firm.locale),
      firm: { name: firm.name, addressLine: firm.addressLine, phone: firm.phone, logo: shownLogoOf(firm) },
      brand: keptVariables(firm.brand),
    },
  };
}

/** The calendar day of an instant; Swedish writes it as ISO does. */
function isoDateIn(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}
