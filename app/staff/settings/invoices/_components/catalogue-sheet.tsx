"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { MoneyField } from "@/components/ui/money-field";
import { Sheet } from "@/components/ui/sheet";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/http/action-result";
import type { InvoiceItem } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";
import { removeItemAction, saveItemAction } from "../actions";

type Props = { items: readonly InvoiceItem[]; currency: string; isOn: boolean };

/** What the firm charges for again and again. */
export function CatalogueSheet({ items, currency, isOn }: Props) {
  const t = useTranslations("invoices.settings");
  const locale = useLocale();
  const act = useCatalogue();
  if (!isOn)
    return (
      <Sheet title={t("items")}>
        <p className="text-ink-2">{t("itemsOff")}</p>
      </Sheet>
    );
  return (
    <Sheet title={t("items")} pad="none">
      {items.length === 0 ? (
        <p className="p-4 text-ink-2">{t("itemsNone")}</p>
      ) : (
        <ItemTable items={items} currency={currency} act={act} />
      )}
      <form onSubmit={act.add} noValidate className="form-stack p-4">
        {act.problem && <Banner tone="danger" role="alert" title={act.problem} />}
        <TextField key={`name-${act.round}`} id="itemName" name="description" label={t("itemName")} maxLength={500} />
        <MoneyField
          key={`price-${act.round}`}
          id="itemPrice"
          name="price"
          label={t("itemPrice")}
          currency={currency}
          locale={locale}
          onReading={(reading) => act.setPrice(reading.state === "amount" ? reading.amountCents : null)}
        />
        <CheckField id="itemTaxed" name="isTaxable" label={t("itemTaxed")} />
        <div className="actions">
          <Button type="submit" icon="plus" pending={act.isBusy}>
            {t("itemAdd")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

type TableProps = Omit<Props, "isOn"> & { act: ReturnType<typeof useCatalogue> };

function ItemTable({ items, currency, act }: TableProps) {
  const t = useTranslations("invoices.settings");
  const locale = useLocale();
  return (
    <Ledger caption={t("items")}>
      <thead>
        <tr>
          <Th>{t("itemName")}</Th>
          <Th>{t("itemTaxed")}</Th>
          <Th kind="money">{t("itemPrice")}</Th>
          <Th />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <Td kind="flow">{item.description}</Td>
            <Td>{item.isTaxable ? t("itemTaxed") : ""}</Td>
            <Td kind="money">{formatMoney(item.unitPriceCents, currency, locale)}</Td>
            <Td kind="end">
              <Button
                size="sm"
                variant="quiet"
                iconOnly
                icon="trash"
                aria-label={t("itemRemove", { name: item.description })}
                onClick={() => act.remove(item.id)}
              />
            </Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}

function useCatalogue() {
  const t = useTranslations("invoices.form");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const [priceCents, setPrice] = useState<number | null>(null);
  const [round, setRound] = useState(0);

  function run(ask: () => Promise<ActionResult<unknown>>) {
    if (isBusy) return;
    start(async () => {
      const answer = await ask().catch(() => null);
      if (!answer?.ok) return setProblem(answer?.fields[0]?.message ?? answer?.message ?? t("unreachable"));
      setProblem(null);
      setPrice(null);
      setRound((current) => current + 1);
      router.refresh();
    });
  }

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    run(() =>
      saveItemAction({
        itemId: null,
        description: String(typed.get("description") ?? ""),
        unitPriceCents: priceCents ?? -1,
        isTaxable: typed.get("isTaxable") !== null,
      }),
    );
  }

  const remove = (itemId: string) => run(() => removeItemAction({ itemId }));
  return { isBusy, problem, round, setPrice, add, remove };
}
