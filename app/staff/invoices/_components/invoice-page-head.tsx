import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/page-head";

type Props = { title: string; lead?: ReactNode; actions?: ReactNode };

/** The head of a page beneath the list of invoices. */
export async function InvoicePageHead({ title, lead, actions }: Props) {
  const t = await getTranslations("invoices");
  return (
    <PageHead
      crumbs={[{ href: "/staff/invoices", label: t("title") }, { label: title }]}
      crumbsLabel={t("crumbs")}
      title={title}
      lead={lead}
      actions={actions}
    />
  );
}
