import { KEY_NAMES, type KeyEnds, type KeyName } from "./model";

export type Keys = Readonly<Partial<Record<KeyName, string>>>;

/** What is typed goes before what is kept; what is left empty stays. */
export function mergeKeys(kept: Keys, typed: Readonly<Record<KeyName, string>>): Record<KeyName, string> {
  const merged = (name: KeyName) => typed[name] || kept[name] || "";
  return {
    secretKey: merged("secretKey"),
    publishableKey: merged("publishableKey"),
    webhookSecret: merged("webhookSecret"),
  };
}

/** Names of the keys that are another than before. */
export function changedKeys(before: Keys, after: Keys): KeyName[] {
  return KEY_NAMES.filter((name) => (before[name] ?? "") !== (after[name] ?? ""));
}

/** The last four characters of each, by which people tell keys apart. */
export function endsOf(keys: Keys): KeyEnds {
  const end = (name: KeyName) => (keys[name] ?? "").slice(-4);
  return { secretKey: end("secretKey"), publishableKey: end("publishableKey"), webhookSecret: end("webhookSecret") };
}

export type KeyProblem = { path: KeyName; refusal: "key_missing" | "keys_of_two_modes" };

/** What keeps keys from being saved. The webhook secret may come later: Stripe makes it only when it has this account's address. */
export function problemOfKeys(keys: Keys, hasDefaults: boolean): KeyProblem | null {
  const { secretKey = "", publishableKey = "" } = keys;
  if (!secretKey && !publishableKey && hasDefaults) return null;
  if (!secretKey) return { path: "secretKey", refusal: "key_missing" };
  if (!publishableKey) return { path: "publishableKey", refusal: "key_missing" };
  const mode = (key: string) => key.split("_")[1];
  if (mode(secretKey) !== mode(publishableKey)) return { path: "publishableKey", refusal: "keys_of_two_modes" };
  return null;
}
