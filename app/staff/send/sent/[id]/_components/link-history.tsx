import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import { PAYMENT_STATUS_LOOK } from "@/components/payments/payment-status";
import type { IconName } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { formatDateTime, formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import { getLinkHistory } from "@/lib/pay-links/get-link-history";
import type { LinkEvent, PayLinkDetail } from "@/lib/pay-links/model";
import { isPaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";

const ICONS: Record<string, IconName> = {
  created: "link",
  sent: "send",
  resent: "send",
  opened: "eye",
  cancelled: "stop",
  expired: "clock-hands",
  extended: "clock-hands",
  reminded: "mail",
  reminders_off: "stop",
  reminders_on: "mail",
  opted_out: "stop",
  opted_in: "mail",
  "mail.failed": "alert",
  "mail.bounced": "alert",
  "mail.complained": "alert",
  "mail.delivered": "check",
};

/** Everything that happened to the link and to payments on it, newest first. */
export async function LinkHistory({ link, firm, ctx }: { link: PayLinkDetail; firm: FirmView; ctx: Ctx }) {
  const t = await getTranslations("links.detail");
  const events = await getLinkHistory(ctx, link.id);
  const entries = await Promise.all(events.map((event) => entryOf(event, firm)));
  return (
    <Sheet title={t("history")} aside={t("newest")} pad="none">
      <Timeline entries={entries} />
    </Sheet>
  );
}

async function entryOf(event: LinkEvent, firm: FirmView): Promise<TimelineEntry> {
  const locale = await getLocale();
  return {
    id: event.id,
    icon: iconOf(event.kind),
    tone: toneOf(event.kind),
    title: await titleOf(event),
    time: formatShortDateTime(event.at, firm.timeZone, locale),
    dateTime: event.at.toISOString(),
    text: event.payment ? await paymentText(event, event.payment) : await ownText(event, firm),
  };
}

function statusIn(kind: string) {
  const status = kind.startsWith("payment.") ? kind.slice("payment.".length) : "";
  return isPaymentStatus(status) ? status : null;
}

function iconOf(kind: string): IconName {
  const status = statusIn(kind);
  return status ? PAYMENT_STATUS_LOOK[status].icon : (ICONS[kind] ?? "info");
}

/** Only outcomes are coloured. */
function toneOf(kind: string): TimelineEntry["tone"] {
  if (kind === "mail.failed" || kind === "mail.bounced") return "danger";
  const status = statusIn(kind);
  const tone = status ? PAYMENT_STATUS_LOOK[status].tone : "off";
  return tone === "off" || tone === "info" ? undefined : tone;
}

async function titleOf(event: LinkEvent): Promise<string> {
  const status = statusIn(event.kind);
  const payments = await getTranslations("payments.event");
  const links = await getTranslations("links.event");
  const t = status ? payments : links;
  const key = (status ?? event.kind.replace(".", "_")) as never;
  return t.has(key) ? t(key) : event.kind;
}

async function ownText(event: LinkEvent, firm: FirmView): Promise<string> {
  const t = await getTranslations("links.event");
  const { to = "", until, address, reason = "" } = event.detail;
  const name = event.actorName;
  if (event.kind === "mail.failed") return t("failedText", { to });
  if (event.kind === "mail.bounced")
    return [t("failedText", { to }), reason && t("serverSaid", { reason })].filter(Boolean).join(" ");
  if (event.kind === "mail.complained") return t("complainedText", { to });
  if (event.kind === "reminded") return t("remindedText", { to, step: await stepText(event) });
  if (until !== undefined) {
    const date = formatDateTime(new Date(until), firm.timeZone, await getLocale());
    return [t(name ? "untilBy" : "until", { date, name }), to && t("to", { to })].filter(Boolean).join(" ");
  }
  if (address !== undefined) return t("address", { address });
  if (to) return name ? t("toBy", { to, name }) : t("to", { to });
  if (event.by === "client") return t("byClient");
  return name ? t("by", { name }) : "";
}

async function stepText({ detail }: LinkEvent): Promise<string> {
  const t = await getTranslations("links.reminders");
  return t("step", { anchor: detail.anchor ?? "", days: Number(detail.days ?? 0) });
}

async function paymentText(event: LinkEvent, payment: NonNullable<LinkEvent["payment"]>) {
  const t = await getTranslations("links.event");
  const common = await getTranslations("common");
  const reasons = await getTranslations("payments.declineReason");
  const locale = await getLocale();
  const amount = formatMoney(payment.amountCents, payment.currency, locale);
  const method = methodText(common, payment);
  const code = (event.detail.code ?? "") as never;
  const reason = event.detail.code && reasons.has(code) ? reasons(code) : "";
  const said = reason
    ? t(method ? "declined" : "declinedNoMethod", { amount, method, reason })
    : t(method ? "payment" : "paymentNoMethod", { amount, method });
  return (
    <>
      {said}{" "}
      <Link href={`/staff/payments/${payment.id}`} prefetch={false}>
        {t("open", { number: payment.number })}
      </Link>
    </>
  );
}
