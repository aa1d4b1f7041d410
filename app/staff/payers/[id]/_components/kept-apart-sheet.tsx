import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { PaidSums } from "@/lib/payers/model";

const WORDS = {
  /** What was paid so far. */
  paid: { title: "paid", note: "paidNote", count: "payments", nothing: "nothing" },
  /** What the payer owes as far as it was asked for: the sums of their open links. */
  owed: { title: "owed", note: "owedNote", count: "owedLinks", nothing: "owedNothing" },
} as const;

type Props = { of: keyof typeof WORDS; sums: PaidSums[]; currency: string };

/** Sums of a payer, trust and operating money in lines of their own: there is no sum of both. */
export async function KeptApartSheet({ of, sums, currency }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("payers.overview");
  const words = WORDS[of];
  const nothing: PaidSums = { kind: "operating", payments: 0, cents: 0, currency };
  return (
    <Sheet title={t(words.title)} aside={t(words.note)} pad="none">
      <Ledger caption={t(words.title)} indent>
        <thead className="sr-only">
          <tr>
            <Th>{t("account")}</Th>
            <Th kind="end">{t("for")}</Th>
            <Th kind="money">{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {(sums.length > 0 ? sums : [nothing]).map((sum) => (
            <tr key={`${sum.kind} ${sum.currency}`}>
              <Td>
                <AccountTag kind={sum.kind} long />
              </Td>
              <Td kind="end" className="text-ink-2">
                {sum.payments > 0 ? t(words.count, { count: sum.payments }) : t(words.nothing)}
              </Td>
              <Td kind="money">{formatMoney(sum.cents, sum.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
