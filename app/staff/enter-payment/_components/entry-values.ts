import { hiddenFields } from "@/lib/payment-forms/rules";
import type { EntryTyped } from "@/lib/payment-forms/schemas";
import type { EntryFacts } from "./entry-facts";

type Known = Pick<EntryFacts, "accounts" | "customFields">;

/** What the user does not see of the form, with the account that is chosen now. */
export function hiddenNow(hidden: readonly string[], account: string, known: Known): ReadonlySet<string> {
  const isTrust = known.accounts.find(({ id }) => id === account)?.kind === "trust";
  return hiddenFields(hidden, known.customFields, isTrust);
}

/** What is not seen is not sent: nobody writes down what they do not see. */
export function stripHidden(values: EntryTyped, hidden: readonly string[], known: Known): EntryTyped {
  const unseen = hiddenNow(hidden, values.account, known);
  const blank = (names: readonly (keyof EntryTyped)[]) => Object.fromEntries(names.map((name) => [name, ""]));
  const texts = (["invoiceNumber", "clientRef", "matterRef", "note"] as const).filter((name) => unseen.has(name));
  const address = unseen.has("billingAddress")
    ? blank(["line1", "line2", "city", "region", "postalCode", "country"])
    : {};
  const customFields = Object.fromEntries(
    Object.entries(values.customFields ?? {}).filter(([id]) => !unseen.has(`cf.${id}`)),
  );
  return { ...values, ...blank(texts), ...address, customFields };
}
