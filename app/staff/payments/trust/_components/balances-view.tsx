import { getTranslations } from "next-intl/server";
import { NoticeRegion } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import type { TrustBalances } from "@/lib/trust/list-trust-balances";
import type { OpenChargeRow } from "@/lib/trust/model";
import type { TrustFilter } from "@/lib/trust/schemas";
import { AccountSheet } from "./account-sheet";
import { FilterLine } from "./filter-line";
import { NegativeBanner } from "./negative-banner";
import { ReplaceSheet } from "./replace-sheet";

type Props = {
  balances: TrustBalances;
  charges: readonly OpenChargeRow[];
  filter: TrustFilter;
  timeZone: string;
  mayMark: boolean;
};

/** What operating owes, then each trust account with its matters. */
export async function BalancesView({ balances, charges, filter, timeZone, mayMark }: Props) {
  const t = await getTranslations("trust");
  const payments = await getTranslations("payments");
  return (
    <NoticeRegion>
      <PageHead
        crumbs={[{ href: "/staff/payments", label: payments("title") }, { label: t("title") }]}
        crumbsLabel={t("crumbs")}
        title={t("title")}
        lead={t("lead")}
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
          />
        ))}
      </div>
    </NoticeRegion>
  );
}
