import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type InvoiceAddress, invoiceAddressOf, isNarrowed, NOT_NARROWED } from "./invoice-address";

type Props = { filter: InvoiceAddress; all: number; mayManage: boolean };

/** Nothing ever made, nothing in this view, nothing that matches: three cases with three ways on. */
export async function NoInvoices({ filter, all, mayManage }: Props) {
  const t = await getTranslations("invoices");
  if (isNarrowed(filter))
    return (
      <EmptyState
        title={t("list.noMatchTitle")}
        action={<LinkButton href={invoiceAddressOf(filter, NOT_NARROWED)}>{t("list.clear")}</LinkButton>}
      >
        {t("list.noMatchText")}
      </EmptyState>
    );
  if (all === 0)
    return (
      <EmptyState
        title={t("list.noneTitle")}
        action={mayManage && <LinkButton href="/staff/invoices/new">{t("new")}</LinkButton>}
      >
        {t("list.noneText")}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t("list.noneInView")}
      action={<LinkButton href={invoiceAddressOf(filter, { view: "all" })}>{t("list.showAll")}</LinkButton>}
    />
  );
}
