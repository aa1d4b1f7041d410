import { OutcomePage, type OutcomeTone } from "@/components/layout/outcome-page";
import { methodText } from "@/components/payments/method-text";
import { LinkButton } from "@/components/ui/link-button";
import { PrintButton } from "@/components/ui/print-button";
import { Tag } from "@/components/ui/tag";
import type { ClientLine } from "@/lib/allocations/model";
import { formatDate, formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import { printedOrder } from "@/lib/payment-pages/rules";
import { receiptWordsFor } from "@/lib/receipt-texts/rules";
import type { ReceiptView } from "@/lib/receipts/model";
import { headingOf, isHeld, type ReceiptHeading, refundedCents, trustWordOf } from "@/lib/receipts/rules";

const TONES: Record<ReceiptHeading, OutcomeTone> = {
  submitted: "info",
  returned: "danger",
  voided: "off",
  refunded: "off",
  received: "ok",
};

type Props = { receipt: ReceiptView; firm: FirmView; locale: Locale; token: string };

/** The receipt as page and as print: what happened to the money, then every fact that R2 asks for. */
export function ReceiptSheet({ receipt, firm, locale, token }: Props) {
  const t = textsOf(locale, "receipt");
  const common = textsOf(locale, "common");
  const heading = headingOf(receipt.status);
  const trust = trustWordOf(receipt);
  const words = receiptWordsFor(firm, { locale, isHeld: isHeld(receipt) });
  const money = (cents: number) => formatMoney(cents, receipt.currency, locale);
  const pdf = `/receipt/${token}/pdf?lang=${locale}`;
  return (
    <OutcomePage
      tone={TONES[heading]}
      title={t(heading)}
      facts={factsOf({ t, common, receipt, firm, locale, money, pdf })}
      actions={
        <>
          <LinkButton href={pdf} icon="file" native newTab>
            {t("pdf")}
          </LinkButton>
          <PrintButton label={common("print")} />
        </>
      }
      note={[
        t("refundPolicy", { phone: firm.phone, email: firm.email }),
        words.footer || firm.disclaimer,
        t("keep"),
        receipt.isTest ? t("test") : "",
      ]
        .filter(Boolean)
        .join(" ")}
    >
      {outcomeText({ t, receipt, firm, money })}
      {trust && ` ${t(trust)}`}
      {words.message !== "" && <span className="mt-3 block whitespace-pre-line">{words.message}</span>}
    </OutcomePage>
  );
}

type Money = (cents: number) => string;

type FactsInput = {
  t: Texts;
  common: Texts;
  receipt: ReceiptView;
  firm: FirmView;
  locale: Locale;
  money: (cents: number) => string;
  pdf: string;
};

function factsOf({ t, common, receipt, firm, locale, money, pdf }: FactsInput) {
  return [
    { name: t("facts.amount"), value: <b>{money(receipt.amountCents)}</b> },
    { name: t("facts.surcharge"), value: receipt.surchargeCents > 0 ? money(receipt.surchargeCents) : null },
    ...receipt.refunds.map((refund) => ({
      name: t("facts.refund", { date: formatDate(refund.doneAt, firm.timeZone, locale) }),
      value: (
        <>
          {money(-refund.amountCents)}{" "}
          <a href={`${pdf}&refund=${refund.number}`} target="_blank" rel="noreferrer" className="no-print">
            {t("refundTitle", { number: refund.number })}
          </a>
        </>
      ),
    })),
    {
      name: t("facts.account"),
      value: <Tag tone={receipt.accountKind}>{common(`account.${receipt.accountKind}Long`)}</Tag>,
    },
    ...printedOrder(receipt.order, t("tax")).map(({ name, amountCents }) => ({ name, value: money(amountCents) })),
    ...(receipt.lines.length > 0
      ? receipt.lines.map((line) => lineFact(line, t, money))
      : [{ name: t("facts.invoice"), value: receipt.invoiceNumber }]),
    { name: t("facts.client"), value: receipt.clientRef },
    { name: t("facts.matter"), value: receipt.matterRef },
    { name: t("facts.date"), value: formatDateTime(receipt.paidAt, firm.timeZone, locale) },
    {
      name: t(headingOf(receipt.status) === "submitted" ? "facts.methodClearing" : "facts.method"),
      value: methodText(common, receipt),
    },
    { name: t("facts.authorization"), value: receipt.authCode },
    { name: t("facts.payer"), value: receipt.payerName },
    { name: t("facts.number"), value: receipt.number },
    { name: t("facts.payment"), value: receipt.paymentNumber },
  ];
}

/** One invoice or matter that was paid, with its part of the sum. */
function lineFact({ kind, invoiceNumber, matterNumber, matterName, amountCents }: ClientLine, t: Texts, money: Money) {
  return {
    name: kind === "invoice" ? t("invoiceLine", { number: invoiceNumber }) : t("matterLine", { number: matterNumber }),
    value: [money(amountCents), matterName].filter(Boolean).join(" \u00b7 "),
  };
}

type TextInput = { t: Texts; receipt: ReceiptView; firm: FirmView; money: (cents: number) => string };

function outcomeText({ t, receipt, firm, money }: TextInput): string {
  const amount = money(receipt.amountCents);
  const heading = headingOf(receipt.status);
  if (heading !== "received") return t(`${heading}Text`, { amount, firm: firm.name });
  const given = refundedCents(receipt);
  const email = receipt.receiptEmails.join(", ");
  return [
    t("receivedText", { amount, firm: firm.name }),
    email && given === 0 ? t("mailed", { email }) : "",
    given > 0 ? t("partlyRefundedText", { refunded: money(given), amount }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
