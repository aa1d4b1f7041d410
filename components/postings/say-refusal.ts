import type { SaidRefusal } from "@/lib/posting-layouts/model";

/** The texts of `postings.layoutRefusal`. */
export type RefusalTexts = (key: never, values: never) => string;

/** The sentence of a refusal, wherever it is shown: values and names of fields stand in it as the layout has them. */
export function sayRefusal(t: RefusalTexts, { code, field, detail }: SaidRefusal): string {
  return t(`code.${code}` as never, { ...detail, field: field ?? "" } as never);
}
