/** Pure words of the fields that a firm adds to its own payments and payers. */

export const FIELD_MODULES = ["payment", "payer"] as const;
export type FieldModule = (typeof FIELD_MODULES)[number];

export const FIELD_KINDS = ["text", "choice"] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One field, as forms and settings show it. Values are kept with the payment or payer, by `id`. */
export type CustomFieldView = {
  id: string;
  module: FieldModule;
  label: string;
  kind: FieldKind;
  /** What may be chosen; empty for text. */
  options: readonly string[];
  isRequired: boolean;
  /** Not asked for any more; values that were given stay. */
  isArchived: boolean;
};

/** So many fields a form can hold and still be read. */
export const MOST_FIELDS = 20;
export const MOST_OPTIONS = 50;
export const LONGEST_VALUE = 500;
