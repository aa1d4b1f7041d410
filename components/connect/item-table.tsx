"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CheckBox } from "@/components/ui/check-field";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { ItemKind, OpenItem } from "@/lib/matter-systems/model";
import { formatMoney } from "@/lib/money/format-money";
import { PayorText } from "./payor-text";

/** What is offered: an item of the matter system, and what can still be put on it. Amounts in minor units. */
export type OfferedItem = OpenItem & { openCents: number; unconfirmedCents: number; askedCents: number };

type Props = {
  kind: ItemKind;
  items: readonly OfferedItem[];
  caption: string;
  isPicked: (item: OfferedItem) => boolean;
  /** One or all of the page, ticked or unticked. */
  onPick: (items: readonly OfferedItem[], isIn: boolean) => void;
};

/** Open invoices or trust ledgers with a tick box each, and one for all of the page. */
export function ItemTable({ kind, items, caption, isPicked, onPick }: Props) {
  const t = useTranslations("connectPay.items");
  const picked = items.filter(isPicked).length;
  const isInvoice = kind === "invoice";
  return (
    <Ledger caption={caption} hover stack>
      <thead>
        <tr>
          <Th kind="pick">
            <AllBox
              label={t("all")}
              isAll={items.length > 0 && picked === items.length}
              isSome={picked > 0}
              onChange={(isIn) => onPick(items, isIn)}
            />
          </Th>
          <Th held>{isInvoice ? t("invoice") : t("matter")}</Th>
          <Th>{t("client")}</Th>
          {isInvoice && <Th>{t("matter")}</Th>}
          {isInvoice ? <Th>{t("payor")}</Th> : <Th>{t("bank")}</Th>}
          {isInvoice && <Th>{t("dated")}</Th>}
          {isInvoice && <Th kind="money">{t("original")}</Th>}
          <Th kind="money">{isInvoice ? t("outstanding") : t("held")}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ItemRow key={item.key} item={item} isPicked={isPicked(item)} onPick={(isIn) => onPick([item], isIn)} />
        ))}
      </tbody>
    </Ledger>
  );
}

type RowProps = { item: OfferedItem; isPicked: boolean; onPick: (isIn: boolean) => void };

function ItemRow({ item, isPicked, onPick }: RowProps) {
  const t = useTranslations("connectPay.items");
  const locale = useLocale();
  const isInvoice = item.kind === "invoice";
  const label = isInvoice ? item.invoiceNumber : item.matterNumber;
  const money = (cents: number) => formatMoney(cents, item.currency, locale);
  return (
    <tr aria-selected={isPicked}>
      <Td kind="pick" className="stack-side">
        <CheckBox
          aria-label={isInvoice ? t("pickInvoice", { number: label }) : t("pickLedger", { number: label })}
          checked={isPicked}
          onChange={(event) => onPick(event.target.checked)}
        />
      </Td>
      <Td held className="stack-name font-semibold">
        {label}
        {!isInvoice && <span className="ml-2 font-normal text-ink-2">{item.matterName}</span>}
      </Td>
      <Td kind="flow" className="min-w-36">
        {item.clientName} <span className="text-ink-2">{item.clientNumber}</span>
      </Td>
      {isInvoice && (
        <Td kind="flow" className="min-w-36">
          {item.matterNumber} {item.matterName}
        </Td>
      )}
      {isInvoice ? (
        <Td kind="flow" className="min-w-28 text-ink-2">
          <PayorText item={item} />
        </Td>
      ) : (
        <Td kind="soft">{item.bankAccount}</Td>
      )}
      {isInvoice && (
        <Td kind="soft" data-label={t("dated")}>
          {item.datedOn ? formatIsoDate(item.datedOn, locale) : ""}
        </Td>
      )}
      {isInvoice && (
        <Td kind="money" className="text-ink-2" data-label={t("original")}>
          {money(item.originalCents)}
        </Td>
      )}
      <Td kind="money" data-label={isInvoice ? t("outstanding") : t("held")}>
        <span>
          {money(item.openCents)}
          <OnItsWay item={item} />
        </span>
      </Td>
    </tr>
  );
}

/** Said where the balance of the matter system is another one than what is shown, and where its client was asked for it already. */
export function OnItsWay({ item }: { item: Pick<OfferedItem, "unconfirmedCents" | "askedCents" | "currency"> }) {
  const t = useTranslations("connectPay.items");
  const locale = useLocale();
  const { unconfirmedCents, askedCents, currency } = item;
  const money = (cents: number) => formatMoney(Math.abs(cents), currency, locale);
  const texts = [
    ...(unconfirmedCents > 0 ? [t("onItsWay", { amount: money(unconfirmedCents) })] : []),
    ...(unconfirmedCents < 0 ? [t("comingBack", { amount: money(unconfirmedCents) })] : []),
    ...(askedCents > 0 ? [t("asked", { amount: money(askedCents) })] : []),
  ];
  return texts.map((text) => (
    <span key={text} className="block whitespace-normal font-normal text-ink-2 text-xs">
      {text}
    </span>
  ));
}

type AllProps = { label: string; isAll: boolean; isSome: boolean; onChange: (isIn: boolean) => void };

function AllBox({ label, isAll, isSome, onChange }: AllProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome && !isAll;
  }, [isSome, isAll]);
  return <CheckBox ref={box} aria-label={label} checked={isAll} onChange={(event) => onChange(event.target.checked)} />;
}
