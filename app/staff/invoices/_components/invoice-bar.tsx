import { getLocale, getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { AccountTag } from "@/components/payments/account-tag";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-field";
import { INVOICE_VIEWS, type InvoiceView } from "@/lib/invoices/model";
import { formatCount } from "@/lib/lists/rules";
import { INVOICES_PATH, type InvoiceAddress, invoiceAddressOf, isNarrowed, NOT_NARROWED } from "./invoice-address";

type Props = {
  filter: InvoiceAddress;
  counts: Record<InvoiceView, number>;
  marks: Readonly<Record<string, string>>;
};

/** The views with their counts, and a search whose answer is an address. */
export async function InvoiceBar({ filter, counts, marks }: Props) {
  const t = await getTranslations("invoices");
  const locale = await getLocale();
  const hidden = {
    ...marks,
    status: filter.view,
    ...(filter.age && { age: filter.age }),
    ...(filter.payerId && { payerId: filter.payerId }),
    ...(filter.accountKind && { accountKind: filter.accountKind }),
    ...(filter.sort !== "-created" && { sort: filter.sort }),
  };
  return (
    <>
      <Tabs
        label={t("list.views")}
        items={INVOICE_VIEWS.map((view) => ({
          href: invoiceAddressOf(filter, { view }, marks),
          label: t(`view.${view}`),
          count: formatCount(counts[view], locale),
          current: view === filter.view,
        }))}
      />
      <search className="filters mt-3">
        <ListForm path={INVOICES_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextInput
            key={filter.q}
            type="search"
            name="q"
            data-list-search=""
            size="sm"
            defaultValue={filter.q}
            aria-label={t("list.search")}
            placeholder={t("list.searchPlaceholder")}
            lead={<Icon name="search" />}
            frameClassName="w-[19rem] max-w-full"
          />
          <Button type="submit" size="sm">
            {t("list.searchAction")}
          </Button>
          {filter.age && <span className="text-sm">{t(`age.${filter.age}`)}</span>}
          {filter.accountKind && <AccountTag kind={filter.accountKind} />}
          {isNarrowed(filter) && (
            <LinkButton href={invoiceAddressOf(filter, NOT_NARROWED, marks)} variant="quiet" size="sm">
              {t("list.clear")}
            </LinkButton>
          )}
        </ListForm>
      </search>
    </>
  );
}
