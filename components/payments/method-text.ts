import type { createTranslator } from "next-intl";

type Translate = Pick<ReturnType<typeof createTranslator>, "has"> &
  ((key: string, values?: Record<string, string>) => string);

/** "Visa ending in 4242"; short, as in a column of methods, "Visa 4242". Takes the translator of the namespace `common`. Empty when the method is not known. */
export function methodText(
  t: unknown,
  method: { methodBrand: string; methodLast4: string },
  length: "full" | "short" = "full",
): string {
  const translate = t as Translate;
  if (!method.methodLast4) return "";
  const key = `method.${method.methodBrand}`;
  const brand = translate(translate.has(key) ? key : "method.other");
  if (length === "short") return `${brand} ${method.methodLast4}`;
  return translate("methodEnding", { brand, last4: method.methodLast4 });
}
