"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { AccountTag } from "@/components/payments/account-tag";
import { Button } from "@/components/ui/button";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { MoneyField } from "@/components/ui/money-field";
import { Sheet } from "@/components/ui/sheet";
import { sumAllocation } from "@/lib/connect-payments/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { AllocateFacts } from "./allocate-facts";
import { InvoiceLine } from "./invoice-line";
import type { Allocating, WrittenLine } from "./use-allocation";

type Props = { invoices: readonly WrittenLine[]; allocating: Allocating; facts: AllocateFacts };

/** The invoices in the order in which "Amount to pay" goes to them: by drag, or by the arrows. */
export function AllocateInvoices({ invoices, allocating, facts }: Props) {
  const t = useTranslations("connectPay.allocate");
  const { locale } = facts;
  const [moved, setMoved] = useState<{ id: string; by: "up" | "down"; place: number } | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  // The row is taken out and put in elsewhere by the browser, which drops the focus of its arrow.
  useEffect(() => {
    if (moved)
      body.current?.querySelector<HTMLElement>(`[data-move="${CSS.escape(`${moved.id} ${moved.by}`)}"]`)?.focus();
  }, [moved]);
  const currency = invoices[0]?.item.currency ?? "USD";
  const sums = sumAllocation(invoices, null);
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const movedLine = invoices.find(({ id }) => id === moved?.id);
  return (
    <Sheet
      pad="none"
      title={
        <span className="flex items-center gap-3">
          {t("invoices")} <AccountTag kind="operating" />
        </span>
      }
      aside={<AmountToPay allocating={allocating} currency={currency} locale={locale} />}
    >
      <Ledger caption={t("invoices")} indent stack>
        <thead>
          <tr>
            <Th>{t("order")}</Th>
            <Th held>{t("invoice")}</Th>
            <Th>{t("matter")}</Th>
            <Th>{t("dated")}</Th>
            <Th>{t("age")}</Th>
            <Th kind="money">{t("outstanding")}</Th>
            <Th kind="money" className="w-40">
              {t("payNow")}
            </Th>
          </tr>
        </thead>
        <tbody ref={body}>
          {invoices.map((line, index) => (
            <InvoiceLine
              key={line.id}
              {...{ line, index, facts }}
              count={invoices.length}
              onWrite={(reading) => allocating.write(line.id, reading)}
              onMove={(by) => {
                allocating.move(line.id, index + (by === "up" ? -1 : 1));
                setMoved({ id: line.id, by, place: index + (by === "up" ? 0 : 2) });
              }}
              onDropOn={(draggedId) => allocating.move(draggedId, index)}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td colSpan={5}>{t("invoices")}</Td>
            <Td kind="money" total data-label={t("outstanding")}>
              {money(sums.outstandingCents)}
            </Td>
            <Td kind="money" total data-label={t("payNow")}>
              {money(sums.operatingCents)}
            </Td>
          </tr>
        </tfoot>
      </Ledger>
      <p className="sr-only" role="status">
        {moved && movedLine
          ? t("moved", { number: movedLine.item.invoiceNumber, place: moved.place, count: invoices.length })
          : ""}
      </p>
    </Sheet>
  );
}

function AmountToPay({ allocating, currency, locale }: { allocating: Allocating; currency: string; locale: string }) {
  const t = useTranslations("connectPay.allocate");
  const refusals = useTranslations("money.refusal");
  const { cents } = allocating.amountToPay;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <label htmlFor="amount-to-pay" className="font-semibold text-ink text-sm">
        {t("amountToPay")}
      </label>
      <MoneyField
        id="amount-to-pay"
        name="amountToPay"
        label={t("amountToPay")}
        cell
        {...{ currency, locale }}
        amountCents={cents}
        onReading={allocating.writeTotal}
        describeRefusal={({ code, ...values }) => refusals(code, values)}
        className="w-36"
      />
      <Button size="sm" onClick={allocating.autoApply} aria-disabled={cents === null || undefined}>
        {t("autoApply")}
      </Button>
    </span>
  );
}
