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

type Noted = Pick<
  PayLinkRow,
  "status" | "hasLostMail" | "openPayment" | "paidStatus" | "isPartPaid" | "balanceCents" | "currency"
>;

/** What became of the money since; "paid" and what leads there need no word. */
const TOLD = ["returned", "voided", "refunded", "partially_refunded", "disputed", "dispute_lost"] as const;

/** What the word alone does not say: a payment under way, money that clears or came back, a balance. Null when there is nothing to add. */
export function LinkNote({ link }: { link: Noted }) {
  const t = useTranslations("links.note");
  const locale = useLocale();
  const isOpen = link.status === "outstanding";
  const told = TOLD.find((status) => status === link.paidStatus);
  const notes = [
    isOpen && link.hasLostMail && t("mailLost"),
    isOpen && link.openPayment === "processing" && t("processing"),
    link.openPayment === "unknown" && t("unknown"),
    !isOpen && link.openPayment === "clearing" && t("clearing"),
    told !== undefined && t(told),
    link.isPartPaid && t("partPaid", { balance: formatMoney(link.balanceCents, link.currency, locale) }),
  ].filter((note) => note !== false);
  return notes.length > 0 ? (
    <span className="block max-w-[11rem] whitespace-normal text-ink-2 text-xs">{notes.join(", ")}</span>
  ) : null;
}
