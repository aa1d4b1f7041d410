import { createTranslator } from "next-intl";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { messagesOf } from "@/lib/i18n/messages";
import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkDetail } from "@/lib/pay-links/model";

/** One line for a text message, in the client's language. */
export function textMessageOf(link: PayLinkDetail, url: string, firm: FirmView): string {
  const { locale } = link;
  const t = createTranslator({ locale, messages: messagesOf(locale), namespace: "links.sms" });
  const values = {
    firm: firm.name,
    amount: formatMoney(link.amountCents, link.currency, locale),
    number: link.invoiceNumber,
    date: link.dueDate ? formatIsoDate(link.dueDate, locale) : "",
    url,
  };
  if (link.invoiceNumber) return t(link.dueDate ? "withInvoiceDue" : "withInvoice", values);
  return t(link.dueDate ? "plainDue" : "plain", values);
}
