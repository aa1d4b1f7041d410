"use client";

import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { FormText, useFieldError } from "@/components/forms/form-fields";
import { FormMoney } from "@/components/forms/form-readings";
import { Button } from "@/components/ui/button";
import type { PaymentPageTyped } from "@/lib/payment-pages/schemas";
import { EMPTY_ITEM } from "./page-start";
import { PictureField } from "./picture-field";

/** What every amount of the form is told. */
export type FieldProps = { currency: string; locale: string } & Pick<
  Parameters<typeof FormMoney>[0],
  "describeRefusal"
>;

/** What the page sells: each with its price, tax, how many of it one visitor and all visitors may buy. */
export function ItemFields({ field, firmId }: { field: FieldProps; firmId: string }) {
  const t = useTranslations("paymentPages.items");
  const { control } = useFormContext<PaymentPageTyped>();
  const { fields, append, remove, move } = useFieldArray({ control, name: "items" });
  const error = useFieldError("items");
  return (
    <div className="form-stack" id="items">
      <p className="text-ink-2 text-sm">{t("hint")}</p>
      {fields.map((item, place) => (
        <ItemField
          key={item.id}
          place={place}
          field={field}
          firmId={firmId}
          onUp={place > 0 ? () => move(place, place - 1) : null}
          onRemove={() => remove(place)}
        />
      ))}
      {error && <p className="field-error">{error}</p>}
      <div>
        <Button size="sm" icon="plus" onClick={() => append(EMPTY_ITEM)}>
          {t("add")}
        </Button>
      </div>
    </div>
  );
}

type ItemProps = {
  place: number;
  field: FieldProps;
  firmId: string;
  onUp: (() => void) | null;
  onRemove: () => void;
};

function ItemField({ place, field, firmId, onUp, onRemove }: ItemProps) {
  const t = useTranslations("paymentPages.items");
  const common = useTranslations("common");
  const [required, optional] = [common("required"), common("optional")];
  const number = place + 1;
  const { control } = useFormContext<PaymentPageTyped>();
  const name = useWatch({ control, name: `items.${place}.name` });
  const plain = { autoComplete: "off" as const };
  return (
    <fieldset className="form-stack border-rule border-t pt-4">
      <legend className="sr-only">{name || t("item", { number })}</legend>
      <div className="form-grid">
        <FormText {...plain} name={`items.${place}.name`} label={t("name", { number })} required={required} />
        <FormText {...plain} name={`items.${place}.note`} label={t("note", { number })} optional={optional} />
        <FormMoney {...field} name={`items.${place}.priceCents`} label={t("price", { number })} required={required} />
        <FormText
          {...plain}
          name={`items.${place}.tax`}
          label={t("tax", { number })}
          optional={optional}
          inputMode="decimal"
          end="%"
        />
        <FormText
          {...plain}
          name={`items.${place}.most`}
          label={t("most", { number })}
          required={required}
          inputMode="numeric"
        />
        <FormText
          {...plain}
          name={`items.${place}.stock`}
          label={t("stock", { number })}
          optional={optional}
          hint={t("stockHint")}
          inputMode="numeric"
        />
      </div>
      <PictureField place={place} firmId={firmId} />
      <div className="actions">
        {onUp && (
          <Button size="sm" icon="arrow-up" onClick={onUp}>
            {t("up", { number })}
          </Button>
        )}
        <Button size="sm" icon="trash" onClick={onRemove}>
          {t("remove", { number })}
        </Button>
      </div>
    </fieldset>
  );
}
