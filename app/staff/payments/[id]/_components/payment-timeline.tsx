import { getLocale, getTranslations } from "next-intl/server";
import { PAYMENT_STATUS_LOOK } from "@/components/payments/payment-status";
import type { IconName } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { isPaymentStatus, type PaymentDetail, type PaymentEvent } from "@/lib/payments/model";
import { eventText } from "./event-text";

const ICONS: Record<string, IconName> = {
  "link.created": "link",
  "link.sent": "send",
  "link.resent": "send",
  "link.opened": "eye",
  "link.closed": "check",
  "link.cancelled": "close",
  "link.expired": "clock",
  "void.requested": "stop",
  "void.refused": "cross-ring",
  "refund.requested": "return",
  "refund.refused": "cross-ring",
  "second.asked": "person",
  "second.approved": "check",
  "second.declined": "cross-ring",
  "second.cancelled": "close",
  "second.lapsed": "stop",
  "dispute.won": "check-ring",
  "receipt.print": "print",
  "payment.note": "pencil",
  "payment.payer": "person",
};

/** Everything that happened, newest first. */
export async function PaymentTimeline({ payment, firm }: { payment: PaymentDetail; firm: FirmView }) {
  const t = await getTranslations("payments.detail");
  const entries = await Promise.all(payment.events.map((event, index) => entryOf(event, index, payment, firm)));
  return (
    <Sheet title={t("what")} aside={t("newest")} pad="none">
      <Timeline entries={entries.reverse()} />
    </Sheet>
  );
}

async function entryOf(
  event: PaymentEvent,
  index: number,
  payment: PaymentDetail,
  firm: FirmView,
): Promise<TimelineEntry> {
  const locale = await getLocale();
  const t = await getTranslations("payments.event");
  const key = event.kind.replace(".", "_") as never;
  return {
    id: `${event.kind}-${index}`,
    icon: iconOf(event.kind),
    tone: toneOf(event.kind),
    title: t.has(key) ? t(key) : t("mail"),
    time: formatShortDateTime(event.at, firm.timeZone, locale),
    dateTime: event.at.toISOString(),
    text: await eventText(event, payment),
  };
}

function iconOf(kind: string): IconName {
  if (isPaymentStatus(kind)) return kind === "processing" ? "card" : PAYMENT_STATUS_LOOK[kind].icon;
  return ICONS[kind] ?? "mail";
}

/** Only outcomes are coloured. */
function toneOf(kind: string): TimelineEntry["tone"] {
  if (kind.endsWith(".refused")) return "danger";
  if (kind === "dispute.won") return "ok";
  if (!isPaymentStatus(kind) || kind === "processing") return undefined;
  const { tone } = PAYMENT_STATUS_LOOK[kind];
  return tone === "off" || tone === "info" ? undefined : tone;
}
