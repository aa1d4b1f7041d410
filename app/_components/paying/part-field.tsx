"use client";

import { MoneyField, type MoneyReading } from "@/components/ui/money-field";
import { formatMoney } from "@/lib/money/format-money";
import type { PartAmount, PartRule } from "./part-rule";

type Props = { rule: PartRule; error: string | null; onAmount: (amount: PartAmount | null) => void };

/** How much to pay now. Loaded only where a client may choose, so that every other page stays as light as it was. */
export function PartField({ rule, error, onAmount }: Props) {
  const { currency, locale, leastCents, mostCents, texts } = rule;
  function read(reading: MoneyReading) {
    const cents = reading.state === "amount" ? reading.amountCents : 0;
    const isWithin = cents >= leastCents && cents <= mostCents;
    onAmount(isWithin ? { cents, text: formatMoney(cents, currency, locale) } : null);
  }
  return (
    <MoneyField
      id="partCents"
      name="partCents"
      label={texts.label}
      hint={texts.hint}
      error={error}
      currency={currency}
      locale={locale}
      defaultCents={mostCents}
      describeRefusal={() => texts.invalid}
      onReading={read}
    />
  );
}
