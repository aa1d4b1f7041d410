import { dateInZone } from "@/lib/dates/date-in-zone";
import { formatDateTime } from "@/lib/dates/format-date";
import { addDays } from "@/lib/dates/period-days";
import type { FirmView } from "@/lib/firms/model";
import type { LinkStatus, PayLinkRow } from "@/lib/pay-links/model";
import type { PaymentStatus } from "@/lib/payments/model";
import { aboutOf } from "./about-link";

/** What the buttons of one link need to know. */
export type ActionLink = {
  id: string;
  number: string;
  /** Whose and how much, so that the dialog names what it acts on: "Elena Marsh, $1,250.00". */
  about: string;
  status: LinkStatus;
  isPartPaid: boolean;
  paidStatus: PaymentStatus | null;
  addresses: string[];
  openUntil: string;
  /** ISO days of the firm: the first that it may be kept open to, and the one that a new link would have. Null: it cannot be. */
  extension: { fromDay: string; day: string } | null;
};

type Place = { firm: Pick<FirmView, "timeZone" | "linkLifeDays">; now: Date; locale: string };

/** What the buttons of a link need to know of it, already in words. */
export function actionLinkOf(link: PayLinkRow, { firm, now, locale }: Place): ActionLink {
  const { timeZone, linkLifeDays } = firm;
  const today = dateInZone(now, timeZone);
  const closes = dateInZone(link.expiresAt, timeZone);
  const fromDay = closes >= today ? addDays(closes, 1) : today;
  const [, day = fromDay] = [addDays(today, linkLifeDays), fromDay].sort();
  return {
    id: link.id,
    number: link.number,
    about: aboutOf(link, locale),
    status: link.status,
    isPartPaid: link.isPartPaid,
    paidStatus: link.paidStatus,
    addresses: link.recipientEmails,
    openUntil: formatDateTime(link.expiresAt, timeZone, locale),
    extension: link.isOfConnect ? null : { fromDay, day },
  };
}
