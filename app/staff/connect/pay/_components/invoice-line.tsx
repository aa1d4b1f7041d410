"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { OnItsWay } from "@/components/connect/item-table";
import { PayorText } from "@/components/connect/payor-text";
import { Icon } from "@/components/ui/icon";
import { Td } from "@/components/ui/ledger";
import { MoneyField, type MoneyReading } from "@/components/ui/money-field";
import { daysBetween } from "@/lib/connect-payments/rules";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { AllocateFacts } from "./allocate-facts";
import type { WrittenLine } from "./use-allocation";

type Props = {
  line: WrittenLine;
  index: number;
  count: number;
  facts: AllocateFacts;
  onWrite: (reading: MoneyReading) => void;
  onMove: (by: "up" | "down") => void;
  /** Another line was let go on this one. */
  onDropOn: (draggedId: string) => void;
};

const DRAG_TYPE = "text/plain";

/** One invoice: grip and arrows, what it is, what is open, what is paid now. */
export function InvoiceLine({ line, index, count, facts, onWrite, onMove, onDropOn }: Props) {
  const t = useTranslations("connectPay.allocate");
  const [isOver, setIsOver] = useState(false);
  const { item, openCents, id } = line;
  const { locale, today } = facts;
  const days = item.datedOn ? daysBetween(item.datedOn, today) : null;
  const number = item.invoiceNumber;
  return (
    <tr
      draggable
      className={isOver ? "outline-2 outline-accent -outline-offset-2" : undefined}
      onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, id)}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onDropOn(event.dataTransfer.getData(DRAG_TYPE));
      }}
    >
      <Td kind="soft" className="stack-side">
        <span className="flex items-center gap-1">
          <Icon name="grip" className="column-grip" />
          <span className="min-w-4 text-center">{index + 1}</span>
          <Arrow by="up" label={t("moveUp", { number })} off={index === 0} name={`${id} up`} onMove={onMove} />
          <Arrow
            by="down"
            label={t("moveDown", { number })}
            off={index === count - 1}
            name={`${id} down`}
            onMove={onMove}
          />
        </span>
      </Td>
      <Td held className="stack-name font-semibold">
        {number}
      </Td>
      <Td kind="flow">
        {item.matterNumber} {item.matterName}
        {(item.payorPercent ?? 100) < 100 && (
          <span className="block text-ink-2 text-xs">
            <PayorText item={item} />
          </span>
        )}
      </Td>
      <Td kind="soft" className="stack-date">
        {item.datedOn ? formatIsoDate(item.datedOn, locale) : ""}
      </Td>
      <Td kind="soft" className="stack-date">
        {days === null ? "" : t("days", { days })}
      </Td>
      <Td kind="money" data-label={t("outstanding")}>
        {formatMoney(openCents, item.currency, locale)}
        <OnItsWay item={{ ...line, currency: item.currency }} />
      </Td>
      <Td kind="money" data-label={t("payNow")}>
        <PayNow line={line} index={index} locale={locale} onWrite={onWrite} />
      </Td>
    </tr>
  );
}

type PayNowProps = Pick<Props, "line" | "index" | "onWrite"> & { locale: string };

function PayNow({ line, index, locale, onWrite }: PayNowProps) {
  const t = useTranslations("connectPay.allocate");
  const refusals = useTranslations("money.refusal");
  const { item, openCents, amountCents, trouble } = line;
  if (trouble !== null) return <span className="text-ink-2">{t(`trouble.${trouble}`)}</span>;
  const isAbove = (amountCents ?? 0) > openCents;
  return (
    <MoneyField
      id={`pay-${index}`}
      name={`pay-${item.key}`}
      label={t("payNowOf", { number: item.invoiceNumber })}
      cell
      currency={item.currency}
      locale={locale}
      amountCents={line.isUnread ? undefined : amountCents}
      className="ml-auto block w-32"
      onReading={onWrite}
      describeRefusal={({ code, ...values }) => refusals(code, values)}
      error={isAbove ? t("above", { open: formatMoney(openCents, item.currency, locale) }) : null}
    />
  );
}

type ArrowProps = { by: "up" | "down"; label: string; off: boolean; name: string; onMove: (by: "up" | "down") => void };

function Arrow({ by, label, off, name, onMove }: ArrowProps) {
  return (
    <button
      type="button"
      className="column-arrow ml-0"
      data-move={name}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={() => !off && onMove(by)}
    >
      <Icon name={by === "up" ? "chevron-up" : "chevron-down"} />
    </button>
  );
}
