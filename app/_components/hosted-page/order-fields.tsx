"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Ledger, Td } from "@/components/ui/ledger";
import { StepperField } from "@/components/ui/stepper-field";
import { formatMoney } from "@/lib/money/format-money";
import { netOfLine, readQuantity, sumOrder } from "@/lib/payment-pages/rules";
import type { ItemView, OrderView } from "./order-view";

type Props = {
  order: OrderView;
  values: Readonly<Record<string, string>>;
  errorOf: (name: string) => string | null;
  /** What else is asked. */
  children: ReactNode;
  button: ReactNode;
};

/**
 * What is sold, how many of each, and what that comes to while it is chosen. Without scripts a button counts anew; either way the server
 * counts for itself.
 */
export function OrderFields({ order, values, errorOf, children, button }: Props) {
  const { items, currency, locale, texts } = order;
  const [counts, setCounts] = useState(() =>
    Object.fromEntries(items.map(({ id, field }) => [id, readQuantity(values[field] ?? "") || 0])),
  );
  const sums = sumOrder(items, (id) => counts[id] ?? 0);
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const lineOf = (id: string) => sums?.lines.find(({ itemId }) => itemId === id);
  return (
    <>
      <ul className="order-items" aria-label={texts.title}>
        {items.map((item) => (
          <OrderItem
            key={item.id}
            item={item}
            texts={texts}
            count={counts[item.id] ?? 0}
            error={errorOf(item.field)}
            sum={textsOf(lineOf(item.id), item)}
            onCount={(count) => setCounts((before) => ({ ...before, [item.id]: count }))}
          />
        ))}
      </ul>
      {children}
      {sums && sums.taxCents > 0 && (
        <Ledger caption={texts.total} className="mt-5">
          <tbody>
            <Sum name={texts.net} text={money(sums.netCents)} />
            <Sum name={texts.tax} text={money(sums.taxCents)} />
          </tbody>
          <tfoot>
            <tr>
              <Td>{texts.total}</Td>
              <Td kind="money" total>
                {money(sums.totalCents)}
              </Td>
            </tr>
          </tfoot>
        </Ledger>
      )}
      <noscript>
        <Button type="submit" name="page.count" value="1" className="mt-5">
          {texts.count}
        </Button>
      </noscript>
      <div className="pay-sticky order-foot">
        <output className="order-total">
          <span>{sums && sums.taxCents > 0 ? texts.toPayTaxed : texts.toPay}</span>
          <b>{sums ? money(sums.totalCents) : texts.tooMuch}</b>
        </output>
        {button}
      </div>
    </>
  );

  function textsOf(line: ReturnType<typeof lineOf>, { tax }: ItemView): { amount: string; tax: string } | null {
    if (!line) return null;
    return { amount: money(netOfLine(line)), tax: tax.replace("{amount}", money(line.taxCents)) };
  }
}

function Sum({ name, text }: { name: string; text: string }) {
  return (
    <tr>
      <Td>{name}</Td>
      <Td kind="money">{text}</Td>
    </tr>
  );
}

function ItemImage({ picture: { url, width, height, alt } }: { picture: NonNullable<ItemView["picture"]> }) {
  return (
    // biome-ignore lint/performance/noImgElement: it is small, and nothing optimizes images
    <img className="order-picture" src={url} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
  );
}

type ItemProps = {
  item: ItemView;
  texts: OrderView["texts"];
  count: number;
  error: string | null;
  sum: { amount: string; tax: string } | null;
  onCount: (count: number) => void;
};

function OrderItem({ item, texts, count, error, sum, onCount }: ItemProps) {
  const { field, label, note, picture, price, most, hint, less, more } = item;
  return (
    <li className={picture ? "order-pictured" : undefined}>
      {picture && <ItemImage picture={picture} />}
      <div className="order-price">{price}</div>
      {most > 0 ? (
        <StepperField
          id={field}
          name={field}
          label={label}
          hint={[note, hint].filter(Boolean).join(" \u00b7 ")}
          error={error}
          defaultValue={count}
          max={most}
          onCount={onCount}
          lessLabel={less}
          moreLabel={more}
          className="order-item"
        />
      ) : (
        <div className="order-item" id={field}>
          <b>{label}</b>
          <span className="field-hint">{note}</span>
          <span className="field-hint">{texts.soldOut}</span>
        </div>
      )}
      <div className="order-sum">
        {sum ? <b>{sum.amount}</b> : <span>{texts.none}</span>}
        {sum?.tax && <small>{sum.tax}</small>}
      </div>
    </li>
  );
}
