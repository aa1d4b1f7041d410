import type { AuditChange } from "./model";

type Values = Readonly<Record<string, unknown>>;

/**
 * What a row's detail says, one line for each value: `{before, after}` and `{name: {from, to}}` become what changed, everything else
 * stands as it is. Nested values keep their place in the name: "reminders.hour".
 */
export function changesOf(detail: Values): AuditChange[] {
  const { before, after, ...rest } = detail;
  if (before === undefined || after === undefined) return flat(detail);
  const [old, now] = [textsOf(before), textsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const both = names.map((name) => ({ name, from: old.get(name) ?? "", to: now.get(name) ?? "" }));
  return [...both.filter(({ from, to }) => from !== to), ...flat(rest)];
}

/** The same in one line, for a file: "name: from → to; other: value". */
export function detailText(detail: Values): string {
  return changesOf(detail)
    .map(({ name, from, to }) => `${name === "" ? "" : `${name}: `}${from === null ? to : `${from} → ${to}`}`)
    .join("; ");
}

function textsOf(value: unknown): Map<string, string> {
  const whole = wholeOf(value);
  return new Map(flat(isValues(whole) ? whole : { "": whole }).map(({ name, to }) => [name, to]));
}

/** Settings were written as JSON in a text; rows of the log stay as they are, so they are read here. */
function wholeOf(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function flat(values: Values, place = ""): AuditChange[] {
  return Object.entries(values).flatMap(([key, value]): AuditChange[] => {
    const name = [place, key].filter(Boolean).join(".");
    if (!isValues(value)) return [{ name, from: null, to: textOf(value) }];
    const keys = Object.keys(value);
    if (keys.length === 2 && "from" in value && "to" in value)
      return [{ name, from: textOf(value.from), to: textOf(value.to) }];
    return flat(value, name);
  });
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const PLACES: Readonly<Record<string, string>> = {
  payment: "/staff/payments/",
  pay_link: "/staff/send/sent/",
  payer: "/staff/payers/",
  user: "/staff/users/",
  account: "/staff/settings/accounts/",
};

/** The staff page of an object, null where it has none of its own. */
export function pathOfObject(objectType: string, objectId: string, detail: Values = {}): string | null {
  // The link of an invoice is not among the sent links.
  const place = objectType === "pay_link" && detail.invoiceId ? undefined : PLACES[objectType];
  return place === undefined || objectId === "" ? null : `${place}${objectId}`;
}
