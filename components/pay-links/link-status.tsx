import { useLocale, useTranslations } from "next-intl";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkRow, LinkStatus as StatusOfLink } from "@/lib/pay-links/model";

const LOOKS: Record<StatusOfLink, { icon: IconName; tone: StatusTone }> = {
  outstanding: { icon: "clock", tone: "info" },
  payment_received: { icon: "check", tone: "ok" },
  cancelled: { icon: "stop", tone: "off" },
  expired: { icon: "clock-hands", tone: "warn" },
};

/** The state of a link in a word, with its mark. */
export function LinkStatus({ status }: { status: StatusOfLink }) {
  const t = useTranslations("links.status");
  return <Status {...LOOKS[status]}>{t(status)}</Status>;
}

type Noted = Pick<PayLinkRow, "status" | "openPayment" | "isPartPaid" | "balanceCents" | "currency">;

/** What the word alone does not say: a payment under way, money that still clears, a balance. Null when there is nothing to add. */
export function LinkNote({ link }: { link: Noted }) {
  const t = useTranslations("links.note");
  const locale = useLocale();
  const isOpen = link.status === "outstanding";
  const notes = [
    isOpen && link.openPayment === "processing" && t("processing"),
    link.openPayment === "unknown" && t("unknown"),
    !isOpen && link.openPayment === "clearing" && t("clearing"),
    link.isPartPaid && t("partPaid", { balance: formatMoney(link.balanceCents, link.currency, locale) }),
  ].filter((note) => note !== false);
  return notes.length > 0 ? (
    <span className="block max-w-[11rem] whitespace-normal text-ink-2 text-xs">{notes.join(", ")}</span>
  ) : null;
}
