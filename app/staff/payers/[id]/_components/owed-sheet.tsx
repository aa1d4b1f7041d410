import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { PaidSums } from "@/lib/payers/model";

/** What the payer owes as far as it was asked for: the sums of their open links, each kind of money in a line of its own. */
export async function OwedSheet({ owed, currency }: { owed: PaidSums[]; currency: string }) {
  const locale = await getLocale();
  const t = await getTranslations("payers.overview");
  const nothing: PaidSums = { kind: "operating", payments: 0, cents: 0, currency };
  return (
    <Sheet title={t("owed")} aside={t("owedNote")} pad="none">
      <Ledger caption={t("owed")} indent>
        <thead className="sr-only">
          <tr>
            <Th>{t("account")}</Th>
            <Th>{t("for")}</Th>
            <Th kind="money">{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {(owed.length > 0 ? owed : [nothing]).map((sum) => (
            <tr key={`${sum.kind} ${sum.currency}`}>
              <Td>
                <AccountTag kind={sum.kind} long />
              </Td>
              <Td kind="soft">{sum.payments > 0 ? t("owedLinks", { count: sum.payments }) : t("owedNothing")}</Td>
              <Td kind="money">{formatMoney(sum.cents, sum.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
