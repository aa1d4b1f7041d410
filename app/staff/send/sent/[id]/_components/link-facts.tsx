import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { Facts } from "@/components/ui/facts";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PayLinkDetail } from "@/lib/pay-links/model";
import { fillMessage } from "@/lib/pay-links/rules";
import { isReturnCode } from "@/lib/returns/model";

/** What the link asks for, of whom, and the times of its life. */
export async function LinkFacts({ link, firm }: { link: PayLinkDetail; firm: FirmView }) {
  const t = await getTranslations("links.detail");
  const locale = await getLocale();
  const when = (date: Date | null) => (date ? formatDateTime(date, firm.timeZone, locale) : "");
  const money = (cents: number) => formatMoney(cents, link.currency, locale);
  const message = fillMessage(link.message, {
    recipient: link.recipientName,
    invoice: link.invoiceNumber,
    amount: formatMoney(link.amountCents, link.currency, link.locale),
    dueDate: link.dueDate ? formatIsoDate(link.dueDate, link.locale) : "",
  });
  const isPaid = link.amountPaidCents > 0;
  return (
    <>
      {link.openPayment === "unknown" && (
        <Banner tone="warn" title={t("unknownTitle")}>
          {t("unknownText")}
        </Banner>
      )}
      <PaidBanner link={link} />
      <Sheet title={t("facts")}>
        <Facts
          facts={[
            { name: t("paid"), value: isPaid ? money(link.amountPaidCents) : "" },
            { name: t("balance"), value: link.isPartPaid ? money(link.balanceCents) : "" },
            { name: t("recipient"), value: link.recipientName },
            { name: t("email"), value: link.recipientEmails.join(", ") },
            { name: t("invoice"), value: link.invoiceNumber },
            { name: t("due"), value: link.dueDate && formatIsoDate(link.dueDate, locale) },
            { name: t("client"), value: link.clientRef },
            { name: t("matter"), value: link.matterRef },
            { name: t("account"), value: link.accountName },
            { name: t("created"), value: when(link.createdAt) },
            { name: t("sent"), value: link.sentAt ? when(link.sentAt) : t("notMailed") },
            { name: t("opened"), value: link.openedAt ? when(link.openedAt) : t("notOpened") },
            { name: t("expires"), value: when(link.expiresAt) },
            { name: t("closed"), value: when(link.closedAt) },
            { name: t("message"), value: message && <span className="whitespace-pre-line">{message}</span> },
          ]}
        />
      </Sheet>
    </>
  );
}

/** What became of the money of a paid link, when it did not stay, and what to do. */
async function PaidBanner({ link }: { link: PayLinkDetail }) {
  const t = await getTranslations("links.detail");
  const reasons = await getTranslations("payments.returnCode");
  const code = link.returnCode;
  const open = link.paymentId && (
    <LinkButton href={`/staff/payments/${link.paymentId}`} size="sm">
      {t("openPayment")}
    </LinkButton>
  );
  switch (link.paidStatus) {
    case "returned":
      return (
        <Banner
          tone="danger"
          title={t("returnedTitle", { reason: reasons(isReturnCode(code) ? code : "other") })}
          action={open}
        >
          {t("returnedText")}
        </Banner>
      );
    case "disputed":
      return (
        <Banner tone="warn" title={t("disputedTitle")} action={open}>
          {t("disputedText")}
        </Banner>
      );
    case "dispute_lost":
      return (
        <Banner tone="danger" title={t("lostTitle")} action={open}>
          {t("lostText")}
        </Banner>
      );
    case "voided":
      return (
        <Banner title={t("voidedTitle")} action={open}>
          {t("returnedText")}
        </Banner>
      );
    default:
      return null;
  }
}
