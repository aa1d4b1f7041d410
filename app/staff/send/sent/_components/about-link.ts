import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkRow } from "@/lib/pay-links/model";

/** Whose link and for how much: "Elena Marsh, $1,250.00". */
export function aboutOf(link: PayLinkRow, locale: string): string {
  const whose = link.recipientName || link.recipientEmails[0];
  return [whose, formatMoney(link.amountCents, link.currency, locale)].filter(Boolean).join(", ");
}
