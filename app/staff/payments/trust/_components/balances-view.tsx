import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListColumns } from "@/components/list/list-columns";
import { NoticeRegion } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import { TRUST_COLUMNS, TRUST_SORTS } from "@/lib/trust/columns";
import type { TrustBalances } from "@/lib/trust/list-trust-balances";
import type { OpenChargeRow } from "@/lib/trust/model";
import { TrustFilter } from "@/lib/trust/schemas";
import type { ListSetting } from "../../../_components/read-list";
import { StaffList, visibleColumns } from "../../../_components/staff-list";
import { AccountSheet } from "./account-sheet";
import { FilterLine } from "./filter-line";
import { makeMatterRows } from "./make-matter-rows";
import { NegativeBanner } from "./negative-banner";
import { ReplaceSheet } from "./replace-sheet";
import { addressOf, TRUST_PATH, trustQueryOf } from "./trust-address";

type Props = {
  balances: TrustBalances;
  charges: readonly OpenChargeRow[];
  filter: TrustFilter;
  setting: ListSetting;
  timeZone: string;
  currency: string;
  mayMark: boolean;
};

/** What operating owes, then each trust account with its matters. */
export async function BalancesView({ balances, charges, filter, setting, timeZone, currency, mayMark }: Props) {
  const t = await getTranslations("trust");
  const payments = await getTranslations("payments");
  const columnNames = await getTranslations("exports.columns.trust");
  const { nextCursor, previousCursor } = balances;
  const query = trustQueryOf(filter);
  return (
    <StaffList
      listId="trust"
      path={TRUST_PATH}
      query={query}
      columns={TRUST_COLUMNS}
      setting={setting}
      labelOf={(id) => columnNames(id as "matter")}
      sort={{
        now: partsOfSort(filter.sort, TRUST_SORTS),
        href: (sort) => addressOf(filter, { sort: sortText(sort) }),
      }}
      rows={await makeMatterRows({ matters: balances.matters, setting, timeZone })}
      totals={{ count: balances.count, isWhole: true, sums: null }}
    >
      <NoticeRegion>
        <PageHead
          crumbs={[{ href: "/staff/payments", label: payments("title") }, { label: t("title") }]}
          crumbsLabel={t("crumbs")}
          title={t("title")}
          lead={t("lead")}
          actions={
            <>
              <ExportButton listId="trust" query={query} columns={visibleColumns(setting)} count={balances.count} />
              <ListColumns keptIn={setting.keptIn} />
            </>
          }
        />
        <NegativeBanner count={balances.negativeCount} />
        <div className="stack">
          {charges.length > 0 && <ReplaceSheet charges={charges} timeZone={timeZone} mayMark={mayMark} />}
          <FilterLine filter={filter} />
          {balances.accounts.map((account) => (
            <AccountSheet
              key={account.accountId}
              account={account}
              matters={balances.matters.filter(({ accountId }) => accountId === account.accountId)}
              query={filter.q}
              columns={visibleColumns(setting)}
            />
          ))}
          {balances.matters.length > 0 && (
            <ListBar
              currency={currency}
              newerHref={previousCursor && addressOf(filter, { cursor: previousCursor })}
              olderHref={nextCursor && addressOf(filter, { cursor: nextCursor })}
            />
          )}
        </div>
      </NoticeRegion>
    </StaffList>
  );
}

function sortText(sort: ListSort): TrustFilter["sort"] {
  return TrustFilter.shape.sort.parse(writeSort(sort));
}
