import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { INVOICE_SORTS } from "@/lib/invoices/columns";
import type { InvoiceRow, InvoiceView } from "@/lib/invoices/model";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import type { TwoWayPage } from "@/lib/platform/keyset";
import type { ListSetting } from "../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import {
  INVOICE_SORT_TEXTS,
  INVOICES_PATH,
  type InvoiceAddress,
  invoiceAddressOf,
  invoiceQueryOf,
} from "./invoice-address";
import { InvoiceBar } from "./invoice-bar";
import { INVOICE_COLUMNS } from "./invoice-columns";
import { makeInvoiceRows } from "./make-invoice-rows";
import { NoInvoices } from "./no-invoices";

type Props = {
  staff: Staff;
  filter: InvoiceAddress;
  page: TwoWayPage<InvoiceRow>;
  counts: Record<InvoiceView, number>;
  setting: ListSetting;
};

/** The list of invoices: its head, its views and search, its rows. */
export async function InvoiceList({ staff, filter, page, counts, setting }: Props) {
  const t = await getTranslations("invoices");
  const columnNames = await getTranslations("exports.columns.invoices");
  const go = (change: Partial<InvoiceAddress>) => invoiceAddressOf(filter, change, setting.marks);
  return (
    <StaffList
      listId="invoices"
      path={INVOICES_PATH}
      query={invoiceQueryOf(filter)}
      columns={INVOICE_COLUMNS}
      setting={setting}
      labelOf={(id) => columnNames(id as "created")}
      sort={{ now: partsOfSort(filter.sort, INVOICE_SORTS), href: (sort) => go({ sort: sortText(sort) }) }}
      rows={await makeInvoiceRows({ rows: page.rows, setting, timeZone: staff.firm.timeZone })}
      totals={{ count: counts[filter.view], isWhole: true, sums: null }}
    >
      <InvoicesHead staff={staff} filter={filter} count={counts[filter.view]} setting={setting} />
      <InvoiceBar filter={filter} counts={counts} marks={setting.marks} />
      <Sheet pad="none" className="list-scrolls">
        {page.rows.length === 0 ? (
          <NoInvoices filter={filter} all={counts.all} mayManage={staff.can("invoices.manage")} />
        ) : (
          <>
            <ListTable caption={t("list.table")} mainColumn="bill_to" />
            <ListBar
              currency={staff.firm.currency}
              newerHref={page.previousCursor && go({ cursor: page.previousCursor })}
              olderHref={page.nextCursor && go({ cursor: page.nextCursor })}
            />
          </>
        )}
      </Sheet>
    </StaffList>
  );
}

type HeadProps = Pick<Props, "staff" | "filter" | "setting"> & { count: number };

async function InvoicesHead({ staff, filter, count, setting }: HeadProps) {
  const t = await getTranslations("invoices");
  const query = invoiceQueryOf(filter);
  return (
    <PageHead
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <ListTools
            listId="invoices"
            path={INVOICES_PATH}
            query={query}
            setting={setting}
            mayShare={staff.can("reports.manage")}
          >
            <ExportButton listId="invoices" query={query} columns={visibleColumns(setting)} count={count} />
          </ListTools>
          <LinkButton href="/staff/invoices/aging" icon="chart">
            {t("aging.title")}
          </LinkButton>
          {staff.can("invoices.manage") ? (
            <LinkButton href="/staff/invoices/new" variant="primary" icon="plus">
              {t("new")}
            </LinkButton>
          ) : (
            <Button unavailable={t("needsManage")}>{t("new")}</Button>
          )}
        </>
      }
    />
  );
}

function sortText(sort: ListSort): InvoiceAddress["sort"] {
  return INVOICE_SORT_TEXTS.find((known) => known === writeSort(sort)) ?? "-created";
}
