import type { LineTexts, StatementTexts } from "@/app/_components/paying/pay-view";
import { type Payable, payViewOf } from "@/app/_components/paying/pay-view-of";
import type { FirmFrame } from "@/components/layout/public-shell";
import type { ClientLine } from "@/lib/allocations/model";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { allowRecaptcha } from "@/lib/http/allow-recaptcha";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicLink } from "@/lib/pay-links/model";
import { fillMessage } from "@/lib/pay-links/rules";
import { LinkView } from "./link-view";

type Props = { token: string; link: PublicLink; firm: FirmView; locale: Locale; frame: FirmFrame };

/** A link that can be paid. */
export function OpenLink({ token, link, firm, locale, frame }: Props) {
  const amount = formatMoney(link.amountCents, link.currency, locale);
  allowRecaptcha(link.captcha);
  const payable: Payable = { ...link, isChallenged: link.state === "action" };
  return (
    <LinkView
      {...payViewOf({
        ...{ token, payable, firm, locale },
        statement: statementTexts({ link, firm, locale }, amount),
        paidBy: "pay_link",
      })}
      frame={frame}
    />
  );
}

type Facts = Omit<Props, "token" | "frame">;

function statementTexts({ link, firm, locale }: Facts, amount: string): StatementTexts {
  const t = textsOf(locale, "pay");
  const dueDate = link.dueDate ? formatIsoDate(link.dueDate, locale) : "";
  const notes = [link.matterRef && t("matter", { ref: link.matterRef }), dueDate && t("due", { date: dueDate })];
  const message = fillMessage(link.message || firm.defaultMessage, {
    recipient: link.recipientName,
    invoice: link.invoiceNumber,
    amount,
    dueDate,
  });
  return {
    firm: firm.name,
    forText: link.recipientName ? t("asks", { name: link.recipientName }) : t("asksNobody"),
    amount,
    kind: link.accountKind,
    saysKind: true,
    lines:
      link.lines.length > 0
        ? link.lines.map((line) => lineTexts(line, link, locale))
        : [
            {
              title: link.invoiceNumber ? t("invoice", { number: link.invoiceNumber }) : t("payment"),
              note: notes.filter(Boolean).join(" \u00b7 "),
              amount,
            },
          ],
    message,
  };
}

/** One invoice, or a matter that money is held for. */
function lineTexts(line: ClientLine, { currency }: PublicLink, locale: Locale): LineTexts {
  const t = textsOf(locale, "pay");
  const matter = line.matterNumber ? t("matter", { ref: line.matterNumber }) : "";
  const isInvoice = line.kind === "invoice";
  return {
    title: isInvoice ? t("invoice", { number: line.invoiceNumber }) : matter,
    note: line.matterName || (isInvoice ? matter : ""),
    amount: formatMoney(line.amountCents, currency, locale),
  };
}
