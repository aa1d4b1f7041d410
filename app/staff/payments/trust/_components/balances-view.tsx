import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListColumns } from "@/components/list/list-columns";
import { NoticeRegion } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import type { TrustBalances } from "@/lib/trust/list-trust-balances";
import type { OpenChargeRow } from "@/lib/trust/model";
import type { TrustFilter } from "@/lib/trust/schemas";
import type { ListSetting } from "../../../_components/read-list";
import { StaffList, visibleColumns } from "../../../_components/staff-list";
import { AccountSheet } from "./account-sheet";
import { FilterLine } from "./filter-line";
import { makeMatterRows } from "./make-matter-rows";
import { NegativeBanner } from "./negative-banner";
import { ReplaceSheet } from "./replace-sheet";
import { addressOf } from "./trust-address";
import { TRUST_COLUMNS } from "./trust-columns";

type Props = {
  balances: TrustBalances;
  charges: readonly OpenChargeRow[];
  filter: TrustFilter;
  setting: ListSetting;
  timeZone: string;
  mayMark: boolean;
};

/** What operating owes, then each trust account with its matters. */
export async function BalancesView({ balances, charges, filter, setting, timeZone, mayMark }: Props) {
  const t = await getTranslations("trust");
  const payments = await getTranslations("payments");
  const columnNames = await getTranslations("exports.columns.trust");
  const query = addressOf(filter).split("?")[1] ?? "";
  return (
    <StaffList
      listId="trust"
      path="/staff/payments/trust"
      query={query}
      columns={TRUST_COLUMNS}
      setting={setting}
      labelOf={(id) => columnNames(id as "matter")}
      rows={await makeMatterRows({ matters: balances.matters, setting, timeZone })}
      totals={{ count: balances.matters.length, isWhole: true, sums: null }}
    >
      <NoticeRegion>
        <PageHead
          crumbs={[{ href: "/staff/payments", label: payments("title") }, { label: t("title") }]}
          crumbsLabel={t("crumbs")}
          title={t("title")}
          lead={t("lead")}
          actions={
            <>
              <ExportButton listId="trust" query={query} columns={visibleColumns(setting)} />
              <ListColumns keptIn={setting.keptIn} />
            </>
          }
        />
        <NegativeBanner count={balances.negativeCount} />
        <div className="stack">
          {charges.length > 0 && <ReplaceSheet charges={charges} timeZone={timeZone} mayMark={mayMark} />}
          <FilterLine filter={filter} next={balances.next} />
          {balances.accounts.map((account) => (
            <AccountSheet
              key={account.accountId}
              account={account}
              matters={balances.matters.filter(({ accountId }) => accountId === account.accountId)}
              query={filter.q}
              columns={visibleColumns(setting)}
            />
          ))}
        </div>
      </NoticeRegion>
    </StaffList>
  );
}
