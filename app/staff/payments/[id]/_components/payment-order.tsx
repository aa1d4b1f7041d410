import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatTaxRate } from "@/lib/invoices/rules";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";
import type { OrderLine } from "@/lib/payment-pages/model";
import { netOfLine } from "@/lib/payment-pages/rules";

/** What was bought on a page that sells; nothing for every other payment. */
export async function PaymentOrder({ lines, currency }: { lines: readonly OrderLine[]; currency: string }) {
  if (lines.length === 0) return null;
  const t = await getTranslations("payments.order");
  const locale = await getLocale();
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const totalCents = sumCents(lines.map((line) => netOfLine(line) + line.taxCents));
  return (
    <Sheet title={t("title")} pad="none">
      <Ledger caption={t("title")} indent stack>
        <thead>
          <tr>
            <Th>{t("item")}</Th>
            <Th kind="end">{t("quantity")}</Th>
            <Th kind="money">{t("price")}</Th>
            <Th kind="money">{t("tax")}</Th>
            <Th kind="money">{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.itemId}>
              <Td kind="flow" className="stack-name">
                {line.name}
                {line.taxThousandths > 0 && (
                  <span className="line-note">
                    {t("taxRate", { rate: formatTaxRate(line.taxThousandths, locale) })}
                  </span>
                )}
              </Td>
              <Td kind="end" data-label={t("quantity")}>
                {line.quantity}
              </Td>
              <Td kind="money" data-label={t("price")}>
                {money(line.priceCents)}
              </Td>
              <Td kind="money" data-label={t("tax")}>
                {money(line.taxCents)}
              </Td>
              <Td kind="money" data-label={t("amount")}>
                {money(netOfLine(line) + line.taxCents)}
              </Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td colSpan={4}>{t("total")}</Td>
            <Td kind="money" total>
              {money(totalCents)}
            </Td>
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}
