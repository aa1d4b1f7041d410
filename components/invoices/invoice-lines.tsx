import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { InvoiceSheetFacts } from "@/lib/invoices/model";
import { formatQuantity, formatTaxRate } from "@/lib/invoices/rules";
import { formatMoney } from "@/lib/money/format-money";

type Texts = (key: string, values?: Record<string, string>) => string;

type Props = {
  invoice: InvoiceSheetFacts;
  locale: string;
  /** Of the namespace `invoices.sheet`. */
  t: Texts;
};

/** The lines with their sums, as the PDF has them. */
export function InvoiceLines({ invoice, locale, t }: Props) {
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  return (
    <Ledger caption={t("description")} indent stack>
      <thead>
        <tr>
          <Th>{t("description")}</Th>
          <Th kind="money">{t("quantity")}</Th>
          <Th kind="money">{t("price")}</Th>
          <Th kind="money">{t("amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a shown invoice never change, and two may read alike
          <tr key={place}>
            <Td kind="flow">
              <span className="line-title">{line.description}</span>
              <LineNote line={line} locale={locale} t={t} />
            </Td>
            <Td kind="money" data-label={t("quantity")}>
              {formatQuantity(line.quantityHundredths, locale)}
            </Td>
            <Td kind="money" data-label={t("price")}>
              {money(line.unitPriceCents)}
            </Td>
            <Td kind="money" data-label={t("amount")}>
              {money(line.grossCents - line.discountCents)}
            </Td>
          </tr>
        ))}
        <SumRows invoice={invoice} t={t} locale={locale} />
      </tbody>
      <tfoot>
        <tr>
          <Td className="stack-name">{t("total")}</Td>
          <Td />
          <Td />
          <Td kind="money" total className="stack-sum">
            {money(invoice.totalCents)}
          </Td>
        </tr>
      </tfoot>
    </Ledger>
  );
}

function LineNote({ line, locale, t }: { line: InvoiceSheetFacts["lines"][number]; locale: string; t: Texts }) {
  const notes = [
    line.discountBasisPoints > 0 && t("lineDiscount", { rate: formatTaxRate(line.discountBasisPoints * 10, locale) }),
    line.isTaxable && t("taxable"),
  ].filter(Boolean);
  return notes.length > 0 && <span className="line-note">{notes.join(" \u00b7 ")}</span>;
}

function SumRows({ invoice, t, locale }: Props) {
  const { grossCents, discountCents, taxCents, taxName, taxThousandths, currency } = invoice;
  const rate = formatTaxRate(taxThousandths, locale);
  const rows = [
    discountCents > 0 || taxCents > 0 ? { name: t("subtotal"), cents: grossCents } : null,
    discountCents > 0 ? { name: t("discount"), cents: -discountCents } : null,
    taxCents > 0 ? { name: t("tax", { name: taxName || t("taxDefault"), rate }), cents: taxCents } : null,
  ].filter((row) => row !== null);
  return rows.map(({ name, cents }) => (
    <tr key={name}>
      <Td className="stack-name">{name}</Td>
      <Td />
      <Td />
      <Td kind="money" className="stack-sum">
        {formatMoney(cents, currency, locale)}
      </Td>
    </tr>
  ));
}
