import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { InvoiceDetail, InvoiceEvent } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";

const ICONS: Record<string, IconName> = {
  created: "pencil",
  changed: "pencil",
  issued: "file",
  sent: "send",
  reminded: "mail",
  reminders_off: "stop",
  reminders_on: "mail",
  viewed: "eye",
  overdue: "clock-hands",
  paid: "check",
  clearing: "clock",
  taken_back: "return",
  cancelled: "stop",
  written_off: "return",
};

const TONES: Record<string, TimelineEntry["tone"]> = { paid: "ok", overdue: "warn" };

/** Everything that happened to the invoice, newest first. */
export async function InvoiceHistory({ invoice, timeZone }: { invoice: InvoiceDetail; timeZone: string }) {
  const t = await getTranslations("invoices");
  const locale = await getLocale();
  const entries = invoice.events.map((event) => ({
    id: String(event.id),
    icon: ICONS[event.kind] ?? "file",
    tone: TONES[event.kind],
    title: t.has(`event.${event.kind}` as never) ? t(`event.${event.kind}` as never) : event.kind,
    time: formatShortDateTime(event.at, timeZone, locale),
    dateTime: event.at.toISOString(),
    text: <EventText event={event} locale={locale} />,
  }));
  return (
    <Sheet title={t("detail.history")} aside={t("detail.newest")} pad="none">
      <Timeline entries={entries} />
    </Sheet>
  );
}

function EventText({ event: { detail, actorName }, locale }: { event: InvoiceEvent; locale: string }) {
  const { amountCents, currency, to, number, reason, file, payment, paymentId } = detail;
  const words = [
    number,
    amountCents && currency && formatMoney(Number(amountCents), currency, locale),
    to,
    file,
    reason,
    actorName,
  ].filter(Boolean);
  return (
    <>
      {words.join(" \u00b7 ")}{" "}
      {paymentId && (
        <Link href={`/staff/payments/${paymentId}`} prefetch={false}>
          {payment}
        </Link>
      )}
    </>
  );
}
