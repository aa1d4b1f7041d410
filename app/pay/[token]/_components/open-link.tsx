import { getLocale, getTranslations } from "next-intl/server";
import { FirmMessage, PublicColumns, Statement } from "@/components/layout/public-columns";
import { AccountTag } from "@/components/payments/account-tag";
import { Fold } from "@/components/ui/fold";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { formatDate, formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { gatewayOf } from "@/lib/gateways/registry";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicLink } from "@/lib/pay-links/model";
import { fillMessage } from "@/lib/pay-links/rules";
import { systemClock } from "@/lib/platform/clock";
import { OpenedBeacon } from "./opened-beacon";
import { PayForm } from "./pay-form";
import { payFormTexts } from "./pay-form-texts";

type Props = { token: string; link: PublicLink; firm: FirmView };

/** A link that can be paid: what is asked at the left, the form at the right. */
export async function OpenLink({ token, link, firm }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("pay");
  const amount = formatMoney(link.amountCents, link.currency, locale);
  const message = messageOf(link, firm, amount, locale);
  const gateway = gatewayOf(link.gateway);
  const today = formatDate(systemClock.now(), firm.timeZone, locale);
  const statement = (
    <Statement
      title={firm.name}
      forText={link.recipientName ? t("asks", { name: link.recipientName }) : t("asksNobody")}
      amount={amount}
      tag={<AccountTag kind={link.accountKind} long />}
      kindText={t(`kind.${link.accountKind}`)}
    >
      <Fold summary={message ? t("details") : t("detailsOnly")} wideOpen>
        <LinkLines link={link} amount={amount} />
        {message && <FirmMessage>{message}</FirmMessage>}
      </Fold>
    </Statement>
  );
  const form = (
    <PayForm
      token={token}
      isTrust={link.accountKind === "trust"}
      fields={{
        card: link.acceptsCard ? gateway.hostedFields({ kind: "card", locale }) : null,
        echeck: link.acceptsEcheck ? gateway.hostedFields({ kind: "echeck", locale }) : null,
      }}
      receiptEmail={link.receiptEmail}
      challengeUrl={link.state === "action" ? link.challengeUrl : ""}
      lang={locale}
      texts={await payFormTexts({ amount, firm: firm.name, phone: firm.phone, date: today })}
    />
  );
  return (
    <>
      <PublicColumns statement={statement} form={form} />
      <OpenedBeacon path={`/pay/${token}/opened`} />
    </>
  );
}

async function LinkLines({ link, amount }: { link: PublicLink; amount: string }) {
  const locale = await getLocale();
  const t = await getTranslations("pay");
  const notes = [
    link.matterRef && t("matter", { ref: link.matterRef }),
    link.dueDate && t("due", { date: formatIsoDate(link.dueDate, locale) }),
  ].filter(Boolean);
  return (
    <Ledger caption={t("for")}>
      <thead>
        <tr>
          <Th>{t("for")}</Th>
          <Th kind="money">{t("amount")}</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td>
            <span className="line-title">
              {link.invoiceNumber ? t("invoice", { number: link.invoiceNumber }) : t("payment")}
            </span>
            {notes.length > 0 && <span className="line-note">{notes.join(" · ")}</span>}
          </Td>
          <Td kind="money">{amount}</Td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <Td>{t("total")}</Td>
          <Td kind="money" total>
            {amount}
          </Td>
        </tr>
      </tfoot>
    </Ledger>
  );
}

/** The firm's words with the link's own values; "" when there are none. */
function messageOf(link: PublicLink, firm: FirmView, amount: string, locale: string): string {
  return fillMessage(link.message || firm.defaultMessage, {
    recipient: link.recipientName,
    invoice: link.invoiceNumber,
    amount,
    dueDate: link.dueDate ? formatIsoDate(link.dueDate, locale) : "",
  });
}
