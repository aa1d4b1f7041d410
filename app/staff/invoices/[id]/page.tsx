import type { Metadata } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { InvoiceLines } from "@/components/invoices/invoice-lines";
import { Banner } from "@/components/ui/banner";
import { NoticeRegion } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { requestOrigin } from "@/lib/http/request-origin";
import { isLocale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { getInvoiceOrNotFound } from "../_components/get-invoice-or-not-found";
import { requireInvoicesPage } from "../_components/require-invoices-page";
import { AttachmentsSheet } from "./_components/attachments-sheet";
import { InvoiceAddressSheet, InvoiceFacts } from "./_components/invoice-facts";
import { InvoiceHead } from "./_components/invoice-head";
import { InvoiceHistory } from "./_components/invoice-history";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ made?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invoices");
  return { title: t("title") };
}

export default async function InvoicePage({ params, searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  await requireInvoicesPage(ctx);
  const invoice = await getInvoiceOrNotFound(ctx, (await params).id);
  const { made } = await searchParams;
  const t = await getTranslations("invoices.detail");
  const locale = await getLocale();
  const sheet = textsOf(isLocale(locale) ? locale : "en", "invoices.sheet");
  const mayManage = can("invoices.manage");
  const url = invoice.token && `${requestOrigin(await headers())}/invoice/${invoice.token}`;
  return (
    <NoticeRegion>
      <InvoiceHead invoice={invoice} mayManage={mayManage} requestKey={`copy:${ctx.ids.next("req")}`} />
      {made === "1" && invoice.status === "draft" && (
        <Banner tone="ok" role="status" title={t("made")} className="mb-5" />
      )}
      <div className="columns">
        <div className="stack">
          <Sheet title={t("lines")} pad="none">
            <InvoiceLines invoice={invoice} locale={locale} t={sheet} />
          </Sheet>
          {url && <InvoiceAddressSheet url={url} />}
          <AttachmentsSheet invoice={invoice} mayChange={mayManage && invoice.status === "draft"} />
        </div>
        <div className="stack">
          <InvoiceFacts invoice={invoice} />
          <InvoiceHistory invoice={invoice} timeZone={firm.timeZone} />
        </div>
      </div>
    </NoticeRegion>
  );
}
