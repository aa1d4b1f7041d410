import type { AccountSettings } from "@/lib/merchant-accounts/model";
import type { AccountTyped } from "@/lib/merchant-accounts/schemas";
import { CURRENCY_CODES } from "@/lib/money/currency";

const NO_KEYS = { secretKey: "", publishableKey: "", webhookSecret: "" };

const currencyOf = (code: string) => CURRENCY_CODES.find((known) => known === code) ?? "USD";

/** What stands in an empty form. */
export function emptyAccount(currency: string): AccountTyped {
  return {
    ...NO_KEYS,
    name: "",
    kind: "operating",
    currency: currencyOf(currency),
    bankLast4: "",
    gateway: "stripe",
    feeAccountId: "",
    acceptsCard: true,
    acceptsEcheck: false,
    isDefault: false,
  };
}

/** What stands in the form of an account that is there. Its keys never come back to the browser. */
export function startOfAccount(account: AccountSettings): AccountTyped {
  const { id, name, kind, currency, bankLast4, gateway, feeAccountId, acceptsCard, acceptsEcheck, isDefault } = account;
  return {
    ...NO_KEYS,
    accountId: id,
    name,
    kind,
    currency: currencyOf(currency),
    bankLast4,
    gateway,
    feeAccountId: feeAccountId ?? "",
    acceptsCard,
    acceptsEcheck,
    isDefault,
  };
}
