import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";

/** The same answer for an invoice of another firm, of an account that is not one's own, and for none. */
export default async function InvoiceNotFound() {
  const t = await getTranslations("invoices");
  return (
    <PageHead
      title={t("detail.notFoundTitle")}
      lead={t("detail.notFoundText")}
      actions={<LinkButton href="/staff/invoices?status=all">{t("list.showAll")}</LinkButton>}
    />
  );
}
