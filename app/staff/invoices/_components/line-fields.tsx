"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-field";
import { Icon } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { MoneyField } from "@/components/ui/money-field";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import type { InvoiceItem, InvoiceLine } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";
import { emptyLine, type TypedLine } from "./typed-invoice";
import type { InvoiceForm } from "./use-invoice-form";

type Props = {
  form: InvoiceForm;
  items: readonly InvoiceItem[];
  currency: string;
  figures: readonly InvoiceLine[] | null;
};

/** The lines as a table of fields; their amounts follow what is typed. */
export function LineFields({ form, items, currency, figures }: Props) {
  const t = useTranslations("invoices.form");
  const { lines } = form.values;
  return (
    <>
      {form.errorOf("lines") && (
        <p role="alert" className="field-error p-4">
          {form.errorOf("lines")}
        </p>
      )}
      {lines.length === 0 ? (
        <p className="p-4 text-ink-2">{t("noLines")}</p>
      ) : (
        <Ledger caption={t("lines")} stack>
          <LineHeads />
          <tbody>
            {lines.map((line, place) => (
              <LineRow
                key={line.key}
                form={form}
                line={line}
                place={place}
                currency={currency}
                figure={figures?.[place]}
              />
            ))}
          </tbody>
        </Ledger>
      )}
      <div className="actions p-4">
        <Button icon="plus" onClick={() => form.addLine((key) => emptyLine(key))}>
          {t("addLine")}
        </Button>
        {items.length > 0 && (
          <span className="w-[18rem] max-w-full">
            <Select
              name="item"
              aria-label={t("addItem")}
              emptyLabel={t("chooseItem")}
              value=""
              options={items.map(({ id, description }) => ({ value: id, label: description }))}
              onChange={(event) => {
                const item = items.find(({ id }) => id === event.target.value);
                if (item) form.addLine((key) => emptyLine(key, item));
              }}
            />
          </span>
        )}
      </div>
    </>
  );
}

function LineHeads() {
  const t = useTranslations("invoices.form.col");
  return (
    <thead>
      <tr>
        <Th>{t("description")}</Th>
        <Th kind="end">{t("quantity")}</Th>
        <Th kind="end">{t("price")}</Th>
        <Th kind="end">{t("discount")}</Th>
        <Th>{t("tax")}</Th>
        <Th kind="money">{t("amount")}</Th>
        <Th>
          <span className="sr-only">{t("remove")}</span>
        </Th>
      </tr>
    </thead>
  );
}

type RowProps = {
  form: InvoiceForm;
  line: TypedLine;
  place: number;
  currency: string;
  figure: InvoiceLine | undefined;
};

function LineRow({ form, line, place, currency, figure }: RowProps) {
  const t = useTranslations("invoices.form");
  const locale = useLocale();
  const number = String(place + 1);
  const change = (next: Partial<TypedLine>) => form.changeLine(line.key, next);
  const cellError = (name: string) => ({
    id: `${name}-${line.key}-error`,
    text: form.errorOf(`lines.${place}.${name}`),
  });
  const wrong = (name: string) => {
    const { id, text } = cellError(name);
    return text ? { "aria-invalid": true, "aria-describedby": id } : {};
  };
  return (
    <tr>
      <Td kind="flow" className="min-w-56">
        <TextInput
          size="cell"
          name={`description-${line.key}`}
          aria-label={t("description", { line: number })}
          {...wrong("description")}
          value={line.description}
          onChange={(event) => change({ description: event.target.value })}
        />
        <CellError {...cellError("description")} />
      </Td>
      <Td className="sm:w-24" data-label={t("col.quantity")}>
        <TextInput
          size="cell"
          frameClassName="max-sm:w-28"
          inputMode="decimal"
          name={`quantity-${line.key}`}
          aria-label={t("quantity", { line: number })}
          {...wrong("quantityHundredths")}
          value={line.quantity}
          onChange={(event) => change({ quantity: event.target.value })}
        />
        <CellError {...cellError("quantityHundredths")} />
      </Td>
      <Td className="sm:w-36" data-label={t("col.price")}>
        <MoneyField
          cell
          id={`price-${line.key}`}
          name={`price-${line.key}`}
          label={t("price", { line: number })}
          currency={currency}
          locale={locale}
          defaultCents={line.priceCents}
          error={form.errorOf(`lines.${place}.unitPriceCents`)}
          onReading={(reading) => change({ priceCents: reading.state === "amount" ? reading.amountCents : null })}
        />
      </Td>
      <Td className="sm:w-24" data-label={t("col.discount")}>
        <TextInput
          size="cell"
          frameClassName="max-sm:w-28"
          inputMode="decimal"
          name={`discount-${line.key}`}
          aria-label={t("discount", { line: number })}
          {...wrong("discountBasisPoints")}
          value={line.discount}
          onChange={(event) => change({ discount: event.target.value })}
        />
        <CellError {...cellError("discountBasisPoints")} />
      </Td>
      <Td data-label={t("col.tax")}>
        <CheckBox
          name={`taxed-${line.key}`}
          aria-label={t("taxed", { line: number })}
          checked={line.isTaxable}
          onChange={(event) => change({ isTaxable: event.target.checked })}
        />
      </Td>
      <Td kind="money" data-label={t("col.amount")}>
        {figure ? formatMoney(figure.grossCents - figure.discountCents, currency, locale) : ""}
      </Td>
      <Td kind="end">
        <Button
          size="sm"
          variant="quiet"
          iconOnly
          icon="trash"
          aria-label={t("removeLine", { line: number })}
          onClick={() => form.removeLine(line.key)}
        />
      </Td>
    </tr>
  );
}

function CellError({ id, text }: { id: string; text: string | null }) {
  return (
    text && (
      <span id={id} role="alert" className="field-error">
        <Icon name="alert" />
        <span>{text}</span>
      </span>
    )
  );
}
