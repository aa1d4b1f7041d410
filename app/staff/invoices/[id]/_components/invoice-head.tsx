import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { InvoiceDetail } from "@/lib/invoices/model";
import { isOpenInvoice } from "@/lib/invoices/rules";
import { formatMoney } from "@/lib/money/format-money";
import { InvoicePageHead } from "../../_components/invoice-page-head";
import { InvoiceActs } from "./invoice-acts";

type Props = { invoice: InvoiceDetail; mayManage: boolean; requestKey: string };

/** Its number or that it is a draft, how it stands, and what its state allows. */
export async function InvoiceHead({ invoice, mayManage, requestKey }: Props) {
  const t = await getTranslations("invoices");
  const locale = await getLocale();
  const { id, status, number, recipientEmails, isReminderOff } = invoice;
  const amount = formatMoney(status === "draft" ? invoice.totalCents : invoice.balanceCents, invoice.currency, locale);
  return (
    <InvoicePageHead
      title={number ? t("detail.heading", { number }) : t("detail.draft")}
      lead={await leadOf(invoice)}
      actions={
        <>
          <LinkButton href={`/staff/invoices/${id}/pdf`} native newTab icon="file">
            {t("detail.pdf")}
          </LinkButton>
          {mayManage ? (
            <>
              {status === "draft" && (
                <LinkButton href={`/staff/invoices/${id}/edit`} icon="pencil">
                  {t("detail.edit")}
                </LinkButton>
              )}
              <InvoiceActs
                invoice={{ id, number, amount, emails: recipientEmails, isReminderOff }}
                stage={stageOf(status)}
                mayCancel={invoice.paidCents === 0}
                requestKey={requestKey}
              />
            </>
          ) : (
            <Button unavailable={t("needsManage")}>{t("act.send")}</Button>
          )}
        </>
      }
    />
  );
}

function stageOf(status: InvoiceDetail["status"]): "draft" | "open" | "closed" {
  if (status === "draft") return "draft";
  return isOpenInvoice(status) ? "open" : "closed";
}

async function leadOf(invoice: InvoiceDetail): Promise<string> {
  const t = await getTranslations("invoices.detail");
  const locale = await getLocale();
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const total = money(invoice.totalCents);
  if (invoice.status === "draft") return t("leadDraft", { total });
  if (!isOpenInvoice(invoice.status)) return t("leadDone", { total, paid: money(invoice.paidCents) });
  return t("leadOpen", {
    total,
    balance: money(invoice.balanceCents),
    date: formatIsoDate(invoice.dueDate, locale),
  });
}
