import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { PaidSums } from "@/lib/payers/model";

/** What was paid so far, trust and operating money in lines of their own: there is no sum of both. */
export async function PaidSheet({ sums, currency }: { sums: PaidSums[]; currency: string }) {
  const locale = await getLocale();
  const t = await getTranslations("payers.overview");
  const nothing: PaidSums = { kind: "operating", payments: 0, cents: 0, currency };
  return (
    <Sheet title={t("paid")} aside={t("paidNote")} pad="none">
      <Ledger caption={t("paid")} indent>
        <thead className="sr-only">
          <tr>
            <Th>{t("account")}</Th>
            <Th>{t("for")}</Th>
            <Th kind="money">{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {(sums.length > 0 ? sums : [nothing]).map((sum) => (
            <tr key={`${sum.kind} ${sum.currency}`}>
              <Td>
                <AccountTag kind={sum.kind} long />
              </Td>
              <Td kind="soft">{sum.payments > 0 ? t("payments", { count: sum.payments }) : t("nothing")}</Td>
              <Td kind="money">{formatMoney(sum.cents, sum.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
