import { isLocale, type Locale } from "@/lib/i18n/model";
import type { FieldError } from "@/lib/platform/errors";

/** `problems` by the name of their field, as codes; `values` as they were typed, so that nothing need be typed again. */
export type PageFormState = {
  attempt: number;
  problems: readonly FieldError[];
  /** A refusal that belongs to no field. */
  refusal: "limited" | "gone" | null;
  values: Readonly<Record<string, string>>;
};

/** Fields of the form that are no values of its visitor. Next adds some of its own, which begin with "$". */
const OWN_FIELDS = ["firm", "slug", "request", "locale", "frame", "count", "step"].map((name) => `page.${name}`);
/** Fifty invoices, each with its tick and its amount, and what else a page asks. */
const MOST_VALUES = 160;

/** What every form of a payment page sends beside its visitor's values. */
export function readPageForm(form: FormData) {
  return {
    ...{ firm: textOf(form, "page.firm"), slug: textOf(form, "page.slug"), requestId: textOf(form, "page.request") },
    locale: localeOf(form),
    root: textOf(form, "page.frame") === "embed" ? "embed" : "pages",
    isCount: textOf(form, "page.count") !== "",
    isFind: textOf(form, "page.step") === "find",
    values: valuesOf(form),
  };
}

/** Where what was filled in is paid. */
export function paymentPathOf({ root, firm, slug, locale }: ReturnType<typeof readPageForm>, token: string): string {
  return `/${root}/${encodeURIComponent(firm)}/${encodeURIComponent(slug)}/${token}?lang=${locale}`;
}

function localeOf(form: FormData): Locale {
  const asked = textOf(form, "page.locale");
  return isLocale(asked) ? asked : "en";
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function valuesOf(form: FormData): Record<string, string> {
  const pairs = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !name.startsWith("$") && !OWN_FIELDS.includes(name) ? [[name, value]] : [],
  );
  return Object.fromEntries(pairs.slice(0, MOST_VALUES));
}
