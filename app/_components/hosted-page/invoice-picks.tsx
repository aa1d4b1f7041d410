"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import type { FoundInvoices, OfferedInvoice } from "@/lib/connect-pages/model";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { InvoiceFormState } from "@/lib/http/invoice-form-action";
import { formatAmount, formatMoney } from "@/lib/money/format-money";
import { parseMoney } from "@/lib/money/parse-money";
import type { InvoiceFormView } from "./invoice-form-facts";

type Props = {
  view: InvoiceFormView;
  found: Extract<FoundInvoices, { kind: "found" }>;
  state: InvoiceFormState;
  errorOf: (name: string) => string | null;
  /** What else is asked. */
  children: ReactNode;
  button: ReactNode;
};

/** A tick, and what is written for the invoice; the text stays as it was typed. */
type Row = { isPicked: boolean; typed: string };

/**
 * What can be paid, what of it is, and what that comes to while it is ticked. Without scripts a button counts anew; either way the server
 * looks everything up for itself.
 */
export function InvoicePicks({ view, found, state, errorOf, children, button }: Props) {
  const { currency, locale, texts, allowsPart } = view;
  const head = useRef<HTMLLegendElement>(null);
  const [rows, setRows] = useState(() => rowsOf(found.invoices, state.values, { currency, locale }));
  const isWrong = state.problems.length > 0;
  useEffect(() => {
    if (!isWrong) head.current?.focus();
  }, [isWrong]);
  const change = (id: string, row: Partial<Row>) =>
    setRows((before) => ({ ...before, [id]: { isPicked: false, typed: "", ...before[id], ...row } }));
  const totalCents = found.invoices.reduce((sum, invoice) => {
    const row = rows[invoice.id];
    return row?.isPicked ? sum + centsOf(invoice, row, view) : sum;
  }, 0);
  return (
    <>
      {Object.entries(state.values).map(([name, value]) =>
        name === "clientRef" || name === "invoiceNumber" ? (
          <input key={name} type="hidden" name={name} value={value} />
        ) : null,
      )}
      <fieldset id="picks" className="invoice-picks">
        <legend ref={head} tabIndex={-1} className="field-label">
          {texts.found}
        </legend>
        {errorOf("picks") && (
          <p className="field-error">
            <Icon name="alert" />
            <span>{errorOf("picks")}</span>
          </p>
        )}
        <ul className="order-items">
          {found.invoices.map((invoice) => (
            <Invoice
              key={invoice.id}
              {...{ invoice, view, allowsPart }}
              row={rows[invoice.id] ?? { isPicked: false, typed: "" }}
              error={errorOf(`part.${invoice.id}`)}
              onChange={(row) => change(invoice.id, row)}
            />
          ))}
        </ul>
        {found.hasMore && (
          <p className="field-hint mb-4">{texts.more.replace("{count}", String(found.invoices.length))}</p>
        )}
      </fieldset>
      <p className="mb-5">
        <LinkButton href={view.startHref} native variant="quiet" icon="search">
          {texts.other}
        </LinkButton>
      </p>
      {children}
      <noscript>
        <Button type="submit" name="page.count" value="1" className="mt-5">
          {texts.count}
        </Button>
      </noscript>
      <div className="pay-sticky order-foot">
        <output className="order-total">
          <span>{texts.toPay}</span>
          <b>{totalCents > 0 ? formatMoney(totalCents, currency, locale) : texts.none}</b>
        </output>
        {button}
      </div>
    </>
  );
}

type InvoiceProps = {
  invoice: OfferedInvoice;
  view: InvoiceFormView;
  row: Row;
  error: string | null;
  onChange: (row: Partial<Row>) => void;
};

function Invoice({ invoice, view, row, error, onChange }: InvoiceProps) {
  const { currency, locale, texts, allowsPart } = view;
  const { id, invoiceNumber, matterNumber, payorPercent, datedOn, openCents } = invoice;
  const notes = [
    datedOn && formatIsoDate(datedOn, locale),
    matterNumber && texts.matter.replace("{ref}", matterNumber),
    payorPercent !== null && texts.share.replace("{percent}", String(payorPercent)),
  ];
  return (
    <li>
      <CheckField
        id={`pick.${id}`}
        name={`pick.${id}`}
        value="1"
        label={<b>{texts.invoice.replace("{number}", invoiceNumber)}</b>}
        hint={notes.filter(Boolean).join(" \u00b7 ")}
        defaultChecked={row.isPicked}
        onChange={(event) => onChange({ isPicked: event.currentTarget.checked })}
        className="order-item"
      />
      <div className="order-sum">
        <b>{formatMoney(openCents, currency, locale)}</b>
      </div>
      {allowsPart && (
        <TextField
          id={`part.${id}`}
          name={`part.${id}`}
          label={texts.part.replace("{number}", invoiceNumber)}
          error={error}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={row.typed}
          onInput={(event) => onChange({ typed: event.currentTarget.value })}
          className="invoice-part"
        />
      )}
    </li>
  );
}

type Money = { currency: string; locale: string };

/** What was ticked before stays so; what was just found begins as it is meant. */
function rowsOf(invoices: readonly OfferedInvoice[], values: InvoiceFormState["values"], { currency, locale }: Money) {
  const isFresh = values.name === undefined;
  const rows = invoices.map(({ id, isMeant, openCents }): [string, Row] => {
    const isPicked = isFresh ? isMeant : values[`pick.${id}`] !== undefined;
    return [id, { isPicked, typed: values[`part.${id}`] ?? formatAmount(openCents, currency, locale) }];
  });
  return Object.fromEntries(rows);
}

/** Nothing for what is no amount: the server says so when it is sent. */
function centsOf(
  { openCents }: OfferedInvoice,
  { typed }: Row,
  { allowsPart, currency, locale }: InvoiceFormView,
): number {
  if (!allowsPart) return openCents;
  const read = parseMoney(typed, { currency, locale });
  return read.ok ? Math.min(read.amountCents, openCents) : 0;
}
