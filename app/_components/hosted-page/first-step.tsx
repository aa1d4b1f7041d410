import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import type { PublicPage } from "@/lib/payment-pages/model";
import { InvoiceForm } from "./invoice-form";
import { invoiceFormView } from "./invoice-form-facts";
import { orderView } from "./order-view";
import { PageForm } from "./page-form";
import { pageFields, pageFormTexts } from "./page-form-facts";

type Props = {
  page: PublicPage;
  firm: FirmView;
  locale: Locale;
  frame: "page" | "embed";
  /** Of this loading; "" where nothing can be sent. */
  requestId: string;
  prefill?: Readonly<Record<string, string>>;
};

const NOTHING: Readonly<Record<string, string>> = {};

/** The form of a page: what is paid, and by whom; or, first, which invoices there are. */
export function FirstStep({ page, firm, locale, frame, requestId, prefill = NOTHING }: Props) {
  const texts = pageFormTexts(page, locale);
  const view = invoiceFormView(page, { firm: firm.slug, locale, frame });
  if (view) return <InvoiceForm {...{ view, requestId, prefill, texts }} />;
  return (
    <PageForm
      {...{ locale, frame, requestId, prefill, texts }}
      firm={firm.slug}
      slug={page.slug}
      fields={pageFields(page, locale)}
      order={orderView(page, locale)}
    />
  );
}
