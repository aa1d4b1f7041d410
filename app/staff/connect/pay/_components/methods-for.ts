import type { EntryAccount, EntryPayer } from "@/lib/payment-forms/model";

/** A saved method for each account; null where one of them has none. */
export function methodsFor(
  payer: EntryPayer | null,
  accounts: readonly Pick<EntryAccount, "id">[],
): Record<string, string> | null {
  const methods: Record<string, string> = {};
  for (const { id } of accounts) {
    const method = payer?.methods.find(({ accountId, isExpired }) => accountId === id && !isExpired);
    if (!method) return null;
    methods[id] = method.id;
  }
  return Object.keys(methods).length > 0 ? methods : null;
}
