import { countryOptions } from "@/lib/i18n/country-options";
import type { Locale } from "@/lib/i18n/model";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import {
  ADDRESS_PARTS,
  type AddressPart,
  type AskedField,
  type BuiltInField,
  type PublicPage,
} from "@/lib/payment-pages/model";
import { addressFieldOf, choiceKeyOf } from "@/lib/payment-pages/rules";

/** One field as it is drawn. Written on the server, so that no catalogue is sent to the phone. */
export type FieldView = {
  name: string;
  label: string;
  /** "text" and the like of an input, "area", "choice" with its options, or "address" with its parts. */
  kind: "text" | "email" | "tel" | "amount" | "area" | "choice" | "address";
  parts?: readonly FieldView[];
  options: readonly { value: string; label: string }[];
  isRequired: boolean;
  /** Neither required nor optional is said of it. */
  isUnmarked?: boolean;
  hint: string;
  autoComplete: string;
};

export type PageFormTexts = ReturnType<typeof pageFormTexts>;

const KINDS: Partial<Record<BuiltInField, FieldView["kind"]>> = { email: "email", phone: "tel", message: "area" };
const AUTO_COMPLETE: Partial<Record<BuiltInField, string>> = { email: "email", phone: "tel" };

/** The questions of a page in their order: the amount, who pays, what the firm wants to know. */
export function pageFields(page: PublicPage, locale: Locale): FieldView[] {
  const t = textsOf(locale, "pageForm");
  const plain = { options: [], hint: "", autoComplete: "off" };
  const name = {
    ...plain,
    name: "name",
    label: t("name"),
    kind: "text",
    isRequired: true,
    autoComplete: "name",
  } as const;
  const fieldOf = (field: AskedField): FieldView => {
    const { key: fieldName, isRequired } = field;
    if (field.kind === "custom") {
      const options = field.options.map((value) => ({ value, label: value }));
      const kind = options.length > 0 ? "choice" : "text";
      return { ...plain, name: fieldName, label: field.label, kind, options, isRequired };
    }
    const label = t(`field.${field.key}`);
    if (field.key === "address")
      return { ...plain, name: fieldName, label, kind: "address", isRequired, parts: addressParts(isRequired, locale) };
    const kind = KINDS[field.key] ?? "text";
    const autoComplete = AUTO_COMPLETE[field.key] ?? "off";
    return { ...plain, name: fieldName, label, kind, isRequired, autoComplete };
  };
  return [...amountFields(page, locale), name, ...page.fields.map(fieldOf)];
}

const ADDRESS_COMPLETE: Record<AddressPart, string> = {
  ...{ line1: "address-line1", line2: "address-line2", city: "address-level2", region: "address-level1" },
  ...{ postalCode: "postal-code", country: "country" },
};
/** In some countries letters go without them: nothing is said there, and the server knows which. */
const BY_COUNTRY: readonly AddressPart[] = ["region", "postalCode"];

function addressParts(isRequired: boolean, locale: Locale): FieldView[] {
  const t = textsOf(locale, "pageForm.address");
  return ADDRESS_PARTS.map((part) => ({
    name: addressFieldOf(part),
    label: t(part),
    kind: part === "country" ? "choice" : "text",
    options: part === "country" ? countryOptions(locale) : [],
    isRequired: isRequired && part !== "line2",
    isUnmarked: isRequired && BY_COUNTRY.includes(part),
    hint: "",
    autoComplete: `billing ${ADDRESS_COMPLETE[part]}`,
  }));
}

function amountFields({ amount, currency }: PublicPage, locale: Locale): FieldView[] {
  const t = textsOf(locale, "pageForm");
  const money = (cents: number) => formatMoney(cents, currency, locale);
  if (amount.kind === "fixed" || amount.kind === "items" || amount.kind === "connect") return [];
  if (amount.kind === "list") {
    const options = amount.choices.map((choice) => ({
      value: choiceKeyOf(choice),
      label: `${choice.label} \u00b7 ${money(choice.amountCents)}`,
    }));
    return [
      { name: "choice", label: t("choice"), kind: "choice", options, isRequired: true, hint: "", autoComplete: "off" },
    ];
  }
  const { leastCents, mostCents } = amount;
  const least = leastCents === null ? "" : money(leastCents);
  const most = mostCents === null ? "" : money(mostCents);
  const hint = boundsHint({ least, most }, t);
  return [
    { name: "amount", label: t("amount"), kind: "amount", options: [], isRequired: true, hint, autoComplete: "off" },
  ];
}

function boundsHint({ least, most }: { least: string; most: string }, t: Texts): string {
  if (least && most) return t("amountBetween", { least, most });
  if (least) return t("amountFrom", { least });
  return most && t("amountTo", { most });
}

export function pageFormTexts({ amount, currency }: PublicPage, locale: Locale) {
  const t = textsOf(locale, "pageForm");
  const common = textsOf(locale, "common");
  const money = (cents: number | null) => (cents === null ? "" : formatMoney(cents, currency, locale));
  const bounds = amount.kind === "chosen" ? amount : { leastCents: null, mostCents: null };
  const values = {
    example: formatMoney(bounds.leastCents ?? 12_500, currency, locale),
    least: money(bounds.leastCents ?? 1),
    most: money(bounds.mostCents),
  };
  return {
    sheet: t("sheet"),
    requiredMark: common("requiredMark"),
    optional: t("optional"),
    choiceEmpty: t("choiceEmpty"),
    continue: t("continue"),
    continuing: t("continuing"),
    note: t("note"),
    /** By the number of fields that need a correction: one, or several. */
    summaryOne: t("summaryOne"),
    summaryMany: t("summaryMany", { count: "{count}" }),
    problems: {
      limited: t("problem.limited"),
      gone: t("problem.gone"),
      field_missing: t("problem.field_missing"),
      text_too_long: t("problem.text_too_long"),
      card_number_in_text: t("problem.card_number_in_text"),
      email_invalid: t("problem.email_invalid"),
      choice_unknown: t("problem.choice_unknown"),
      amount_missing: t("problem.amount_missing", values),
      amount_unreadable: t("problem.amount_unreadable", values),
      amount_below_least: t("problem.amount_below_least", values),
      amount_above_most: t("problem.amount_above_most", values),
      nothing_chosen: t("problem.nothing_chosen"),
      quantity_invalid: t("problem.quantity_invalid"),
      quantity_above_most: t("problem.quantity_above_most"),
      item_sold_out: t("problem.item_sold_out"),
      order_too_large: t("problem.order_too_large"),
      invalid: t("problem.invalid"),
    },
  };
}
