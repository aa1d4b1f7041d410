import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import type { ListRow } from "@/components/list/list-shape";
import { ListTable } from "@/components/list/list-table";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { FirmView } from "@/lib/firms/model";
import type { ListColumn, ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { BUILT_IN_REPORTS } from "@/lib/payments/built-in-reports";
import { PAYMENT_SORTS } from "@/lib/payments/columns";
import type { PaymentTaker } from "@/lib/payments/list-payment-takers";
import type { PaymentGroup, PaymentRow, PaymentTotals } from "@/lib/payments/model";
import { PaymentFilter } from "@/lib/payments/schemas";
import type { TwoWayPage } from "@/lib/platform/keyset";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf, ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import { describeFilters } from "./describe-filters";
import { FilterTools } from "./filter-tools";
import { countedCents } from "./load-payments";
import { NoPayments } from "./no-payments";
import { makePaymentCells } from "./payment-cells";
import { PaymentGroups } from "./payment-groups";
import { addressOf, isFiltered, PAYMENTS_PATH, queryOfFilter } from "./read-address";

/** The column whose link opens the row; it cannot be hidden. */
const MAIN_COLUMN = "payer";

export type PaymentsListProps = {
  filter: PaymentFilter;
  /** Parts of the address that are not understood. */
  wrong: readonly string[];
  page: TwoWayPage<PaymentRow>;
  totals: PaymentTotals;
  /** Subtotals, when the filter asks for some. */
  groups: readonly PaymentGroup[];
  columns: readonly ListColumn[];
  setting: ListSetting;
  accounts: readonly MerchantAccountView[];
  customFields: readonly CustomFieldView[];
  takers: readonly PaymentTaker[];
  firm: FirmView;
  /** Payments of which a refund waits for a second person. */
  waiting: ReadonlySet<string>;
  mayRefund: boolean;
  canSend: boolean;
  mayShare: boolean;
};

/** Payment Manager: its head, its filters, its rows. */
export async function PaymentsList(props: PaymentsListProps) {
  const { filter, page, totals, setting, firm, accounts } = props;
  const t = await getTranslations("payments");
  const chips = await describeFilters({ ...props, currency: firm.currency, marks: setting.marks });
  const sums = { operatingCents: totals.operatingCents, trustCents: totals.trustCents };
  return (
    <StaffList
      listId="payments"
      path={PAYMENTS_PATH}
      query={queryOfFilter(filter).toString()}
      columns={props.columns}
      setting={setting}
      labelOf={await makeLabels(props)}
      sort={{
        now: partsOfSort(filter.sort, PAYMENT_SORTS),
        href: (sort) => addressOf(filter, setting.marks, { sort: sortText(sort) }),
      }}
      rows={await makeRows(props)}
      totals={{ count: totals.count, isWhole: totals.isWhole, sums }}
    >
      <PageHead title={t("title")} lead={await leadOf(props)} actions={<HeadActions {...props} />} />
      <WrongParts {...props} />
      <WaitingRefunds {...props} />
      <FilterTools
        filter={filter}
        accounts={accounts}
        customFields={props.customFields}
        takers={props.takers}
        currency={firm.currency}
        marks={setting.marks}
      />
      <PaymentGroups
        filter={filter}
        groups={props.groups}
        totals={totals}
        marks={setting.marks}
        currency={firm.currency}
      />
      <Sheet pad="none" className="list-scrolls">
        {page.rows.length === 0 ? (
          <NoPayments chips={chips} canSend={props.canSend} />
        ) : (
          <>
            <ListTable caption={t("table")} mainColumn={MAIN_COLUMN} />
            <ListBar
              currency={firm.currency}
              note={t("bar.net")}
              newerHref={page.previousCursor && addressOf(filter, setting.marks, { cursor: page.previousCursor })}
              olderHref={page.nextCursor && addressOf(filter, setting.marks, { cursor: page.nextCursor })}
            />
          </>
        )}
      </Sheet>
    </StaffList>
  );
}

async function leadOf({ totals, filter }: PaymentsListProps): Promise<string> {
  const t = await getTranslations("payments");
  return t("lead", { count: totals.count, filtered: isFiltered(filter) ? "yes" : "no" });
}

async function HeadActions({ filter, totals, setting, accounts, mayShare }: PaymentsListProps) {
  const t = await getTranslations("payments");
  const trust = await getTranslations("trust");
  const hasTrust = accounts.some(({ kind }) => kind === "trust");
  return (
    <>
      {hasTrust && (
        <LinkButton href="/staff/payments/trust" icon="shield" variant="quiet">
          {trust("open")}
        </LinkButton>
      )}
      <ListTools
        listId="payments"
        path={PAYMENTS_PATH}
        query={queryOfFilter(filter).toString()}
        setting={setting}
        builtIn={BUILT_IN_REPORTS.map(({ id, query, columns }) => ({ id, query, columns, name: t(`report.${id}`) }))}
        mayShare={mayShare}
      >
        <ExportButton
          listId="payments"
          query={queryOfFilter(filter).toString()}
          columns={visibleColumns(setting)}
          count={totals.isWhole ? totals.count : null}
        />
      </ListTools>
    </>
  );
}

async function makeLabels({ customFields }: PaymentsListProps): Promise<(columnId: string) => string> {
  const t = await getTranslations("payments");
  return (id) => customFields.find((field) => `cf.${field.id}` === id)?.label ?? t(`columns.${id}` as "columns.date");
}

function sortText(sort: ListSort): PaymentFilter["sort"] {
  return PaymentFilter.shape.sort.parse(writeSort(sort));
}

async function makeRows(props: PaymentsListProps): Promise<ListRow[]> {
  const { page, columns, setting, firm } = props;
  const cell = await makePaymentCells(firm.timeZone, MAIN_COLUMN, props.waiting);
  const columnOf = new Map(columns.map((column) => [column.id, column]));
  return page.rows.map((row) => ({
    id: row.id,
    name: [row.payerName, row.number].filter(Boolean).join(", "),
    sum: { cents: countedCents(row), purse: row.accountKind },
    cells: cellsOf(setting, (id) => {
      const column = columnOf.get(id);
      return column && cell(column, row);
    }),
  }));
}

/** To those who may approve them: they stand in Alerts, whatever the filter here shows. */
async function WaitingRefunds({ waiting, mayRefund }: PaymentsListProps) {
  const t = await getTranslations("payments.refundRequest");
  if (waiting.size === 0 || !mayRefund) return null;
  const action = (
    <LinkButton href="/staff/alerts?kind=refund_waiting" size="sm">
      {t("openAlerts")}
    </LinkButton>
  );
  return <Banner tone="warn" title={t("someWait", { count: waiting.size })} action={action} className="mb-4" />;
}

async function WrongParts({ wrong, filter, setting }: PaymentsListProps) {
  const t = await getTranslations("list.address");
  if (wrong.length === 0) return null;
  return (
    <Banner tone="warn" title={t("title")} className="mb-4">
      {t("text", { parts: wrong.join(", ") })}{" "}
      <LinkButton href={addressOf(filter, setting.marks)} variant="quiet" size="sm">
        {t("clean")}
      </LinkButton>
    </Banner>
  );
}
