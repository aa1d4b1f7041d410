import { formatDecimal } from "@/lib/money/format-money";
import type { LayoutField, LayoutSource } from "../model";
import { refuse } from "./refuse";
import { readSource, referenceOf, type Scope } from "./scope";

type AmountFormat = NonNullable<LayoutField["amountFormat"]>;

const PLAIN: AmountFormat = { decimals: "point", sign: "before" };
export const DATE_FORMAT = "YYYY-MM-DD";
const PLACEHOLDER = /\{([A-Za-z]+)(?::([^{}]*))?\}/g;

/** What stands in a field, before the file's own rules: width, characters, quotes. */
export function writeValue(field: LayoutField, scope: Scope): string {
  const raw = rawValue(field, scope);
  const text = raw === "" ? (field.default ?? "") : raw;
  if (text === "" && field.isRequired) {
    const reference = referenceOf(scope);
    refuse("missing_value", `${about(reference)}${field.name} has no value, and the layout requires one.`, {
      reference,
      field: field.name,
    });
  }
  return field.isUpperCase ? text.toUpperCase() : text;
}

function rawValue(field: LayoutField, scope: Scope): string {
  if (field.template !== undefined) return fillTemplate(field.template, scope, field.name);
  if (field.source === undefined) return field.literal ?? "";
  const value = readSource(field.source, scope, field.name);
  if (value.kind === "date") return writeDate(value.isoDate, field.dateFormat ?? DATE_FORMAT, scope, field.name);
  if (value.kind === "amount") return writeAmount(value.cents, scope.batch.currency, field.amountFormat ?? PLAIN);
  return field.values === undefined || value.text === "" ? value.text : chooseWord(field, value.text, scope);
}

function chooseWord({ name, values }: LayoutField, text: string, scope: Scope): string {
  const word = values !== undefined && Object.hasOwn(values, text) ? values[text] : undefined;
  if (word !== undefined) return word;
  const reference = referenceOf(scope);
  return refuse(
    "unknown_value",
    `${about(reference)}${name} is “${text}”, for which the layout has no word. Known: ${Object.keys(values ?? {}).join(", ")}.`,
    { reference, field: name, detail: { value: text, known: Object.keys(values ?? {}).join(", ") } },
  );
}

/** Amounts stand in a template as plain figures, dates as ISO dates unless the placeholder says how. */
function fillTemplate(template: string, scope: Scope, name: string): string {
  const filled = template.replace(PLACEHOLDER, (_whole, source: string, dateFormat: string | undefined) => {
    const value = readSource(source as LayoutSource, scope, name);
    if (value.kind === "date") return writeDate(value.isoDate, dateFormat ?? DATE_FORMAT, scope, name);
    return value.kind === "amount" ? formatDecimal(value.cents, scope.batch.currency) : value.text;
  });
  // What is empty leaves no gap.
  return filled.replaceAll(/ {2,}/g, " ").trim();
}

function writeDate(isoDate: string, format: string, scope: Scope, name: string): string {
  if (isoDate === "") return "";
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate) ?? [];
  if (day === "") {
    const reference = referenceOf(scope);
    refuse("bad_date", `${about(reference)}${name} is “${isoDate}”, which is no date.`, {
      reference,
      field: name,
      detail: { value: isoDate },
    });
  }
  return format.replace(/YYYY|YY|MM|DD/g, (part) => {
    if (part === "MM") return month;
    if (part === "DD") return day;
    return part === "YY" ? year.slice(2) : year;
  });
}

/** An amount as the layout wants it: "-1250.00", "1250,00-", "(1250.00)", "+125000". */
export function writeAmount(cents: number, currency: string, { decimals, sign, isNegated }: AmountFormat): string {
  const meant = isNegated && cents !== 0 ? -cents : cents;
  const plain = formatDecimal(Math.abs(meant), currency);
  const figure = decimals === "none" ? String(Math.abs(meant)) : plain.replace(".", decimals === "comma" ? "," : ".");
  if (sign === "none") return figure;
  if (sign === "always") return `${meant < 0 ? "-" : "+"}${figure}`;
  if (meant >= 0) return figure;
  if (sign === "after") return `${figure}-`;
  return sign === "parentheses" ? `(${figure})` : `-${figure}`;
}

export function about(reference: string | null): string {
  return reference === null ? "" : `Record ${reference}: `;
}
