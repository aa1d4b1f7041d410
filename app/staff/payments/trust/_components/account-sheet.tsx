import { getLocale, getTranslations } from "next-intl/server";
import { ListTable } from "@/components/list/list-table";
import { AccountTag } from "@/components/payments/account-tag";
import { Td } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { TrustAccountRow, TrustMatterRow } from "@/lib/trust/model";

type Props = {
  account: TrustAccountRow;
  matters: readonly TrustMatterRow[];
  query: string;
  /** The columns that are shown, in their order. */
  columns: readonly string[];
};

/** The matters of one trust account; the double rule stands under the sum of all of them, shown or not. */
export async function AccountSheet({ account, matters, query, columns }: Props) {
  const t = await getTranslations("trust");
  const { accountId, accountName, bankLast4, feeAccountName, holdDays } = account;
  const bank = bankLast4 ? t("account.bank", { last4: bankLast4 }) : t("account.noBank");
  return (
    <Sheet
      trust
      title={
        <span className="flex flex-wrap items-center gap-3">
          {accountName} <AccountTag kind="trust" />
        </span>
      }
      aside={`${t("account.aside", { bank, operating: feeAccountName })}. ${t("account.hold", { days: holdDays })}`}
      pad="none"
    >
      {matters.length === 0 ? (
        <p className="p-5 text-ink-2">{query ? t("noneFound", { q: query }) : t("none")}</p>
      ) : (
        <ListTable
          caption={t("account.table", { account: accountName })}
          mainColumn="matter"
          part={accountId}
          isIndented
          foot={<SumRow account={account} columns={columns} />}
        />
      )}
    </Sheet>
  );
}

/** The sum of all matters of the account, shown or not, beneath its column. */
async function SumRow({ account, columns }: Pick<Props, "account" | "columns">) {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const sumOf = (id: string) => id === "total" && formatMoney(account.totalCents, account.currency, locale);
  return (
    <tr>
      <Td kind="pick" />
      {columns.map((id, position) => (
        <Td key={id} kind={id === "total" ? "money" : "text"} total={id === "total"}>
          {sumOf(id) || (position === 0 && t("account.sum", { count: account.matters }))}
        </Td>
      ))}
    </tr>
  );
}
