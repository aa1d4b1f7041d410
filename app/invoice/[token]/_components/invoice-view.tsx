import { InvoiceLines } from "@/components/invoices/invoice-lines";
import { FirmMessage, PublicColumns, Statement } from "@/components/layout/public-columns";
import { type Fact, Facts } from "@/components/ui/facts";
import { Fold } from "@/components/ui/fold";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PublicInvoice } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";
import { NextStep } from "./next-step";

type Props = { invoice: PublicInvoice; firm: FirmView; locale: Locale; token: string };

/** The invoice at the left, what can be done with it at the right. */
export function InvoiceView({ invoice, firm, locale, token }: Props) {
  const t = textsOf(locale, "invoices.public");
  const sheet = textsOf(locale, "invoices.sheet");
  const common = textsOf(locale, "common");
  const statement = (
    <Statement
      title={firm.name}
      forText={t("asks", { name: invoice.billTo })}
      amount={formatMoney(invoice.balanceCents, invoice.currency, locale)}
      tag={<Tag tone={invoice.accountKind}>{common(`account.${invoice.accountKind}Long`)}</Tag>}
      kindText={sheet("title", { number: invoice.number })}
    >
      <Fold summary={t("details")} wideOpen>
        <Facts facts={factsOf(invoice, locale)} />
        <InvoiceLines invoice={invoice} locale={locale} t={sheet} />
        {invoice.notes && <FirmMessage>{invoice.notes}</FirmMessage>}
      </Fold>
    </Statement>
  );
  const form = (
    <section className="pay-sheet stack">
      <NextStep invoice={invoice} firm={firm} locale={locale} />
      <div className="actions">
        <LinkButton href={`/invoice/${token}/pdf?lang=${locale}`} icon="file" native newTab>
          {t("pdf")}
        </LinkButton>
      </div>
      <Attachments invoice={invoice} locale={locale} token={token} />
    </section>
  );
  return <PublicColumns statement={statement} form={form} />;
}

function factsOf(invoice: PublicInvoice, locale: Locale): Fact[] {
  const t = textsOf(locale, "invoices.sheet");
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const facts = [
    { name: t("billTo"), value: [invoice.billTo, ...invoice.billToAddress.split("\n")].filter(Boolean).join(", ") },
    { name: t("issued"), value: formatIsoDate(invoice.issueDate, locale) },
    { name: t("due"), value: formatIsoDate(invoice.dueDate, locale) },
    { name: t("client"), value: invoice.clientRef },
    { name: t("matter"), value: invoice.matterRef },
    { name: t("total"), value: money(invoice.totalCents) },
    { name: t("paid"), value: invoice.paidCents > 0 ? money(invoice.paidCents) : "" },
    { name: t("inTransit"), value: invoice.inTransitCents > 0 ? money(invoice.inTransitCents) : "" },
  ];
  return facts.filter(({ value }) => value !== "");
}

function Attachments({ invoice, locale, token }: Omit<Props, "firm">) {
  if (invoice.attachments.length === 0) return null;
  return (
    <div>
      <h3>{textsOf(locale, "invoices.public")("attachments")}</h3>
      <ul>
        {invoice.attachments.map(({ id, fileName }) => (
          <li key={id}>
            <a href={`/invoice/${token}/attachment?id=${id}`} target="_blank" rel="noreferrer">
              {fileName}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
