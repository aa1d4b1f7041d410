import type { DeclineCode, MethodSummary } from "../../port";

/**
 * The sandbox's test methods by name. The published numbers stand only in the browser's script (public/gateway/sandbox/numbers.js),
 * which turns a number into a name; the server never sees one and needs none.
 */
export type TestBehaviour =
  | { kind: "approve" }
  | { kind: "decline"; code: DeclineCode }
  /** Asks the payer to prove who they are; the challenge page decides. */
  | { kind: "authenticate" }
  /** Approves a fresh token, declines every charge of the saved method. */
  | { kind: "decline_when_saved" }
  | { kind: "dispute_later" }
  /** Pending, then settled; with a code: pending, then returned. */
  | { kind: "bank"; returnCode: "" | "R01" | "R02" };

export type TestMethod = { name: string; summary: MethodSummary; behaviour: TestBehaviour };

const card = (name: string, brand: string, last4: string, behaviour: TestBehaviour): TestMethod => ({
  name,
  // One of the approved cards is a debit card, so that a surcharge can be seen not to fall on it.
  summary: { kind: "card", brand, last4, funding: brand === "discover" ? "debit" : "credit" },
  behaviour,
});
const bank = (name: string, last4: string, returnCode: "" | "R01" | "R02"): TestMethod => ({
  name,
  summary: { kind: "echeck", brand: "bank", last4 },
  behaviour: { kind: "bank", returnCode },
});

export const TEST_METHODS: readonly TestMethod[] = [
  card("visa", "visa", "4242", { kind: "approve" }),
  card("mastercard", "mastercard", "4444", { kind: "approve" }),
  card("amex", "amex", "0005", { kind: "approve" }),
  card("discover", "discover", "1117", { kind: "approve" }),
  card("declined", "visa", "0002", { kind: "decline", code: "card_declined" }),
  card("insufficient-funds", "visa", "9995", { kind: "decline", code: "insufficient_funds" }),
  card("stolen", "visa", "9979", { kind: "decline", code: "stolen_card" }),
  card("expired", "visa", "0069", { kind: "decline", code: "expired_card" }),
  card("processing-error", "visa", "0119", { kind: "decline", code: "processing_error" }),
  card("authenticate", "visa", "3155", { kind: "authenticate" }),
  card("declined-when-saved", "visa", "0341", { kind: "decline_when_saved" }),
  card("disputed", "visa", "0259", { kind: "dispute_later" }),
  bank("bank-pays", "6789", ""),
  bank("bank-r01", "2227", "R01"),
  bank("bank-r02", "1113", "R02"),
];

const BY_NAME = new Map(TEST_METHODS.map((method) => [method.name, method]));

/** A token that named a test method. `expiresMonth` ("2029-04") is null for a bank account. */
export type ReadToken = { method: TestMethod; saved: boolean; expiresMonth: string | null };

// sbx_tok_<name>_<last4>_<MMYY or none>_<random>; `saved` in place of `tok` once the method is kept for later.
const TOKEN = /^sbx_(tok|saved)_([a-z0-9-]{3,40})_(\d{4})_(\d{4}|none)_[a-z0-9]{16,64}$/;

/** Null for anything that is not a token of a test method, such as another gateway's token or a number. */
export function readToken(token: string): ReadToken | null {
  const parts = TOKEN.exec(token);
  const method = BY_NAME.get(parts?.[2] ?? "");
  if (!parts || !method || parts[3] !== method.summary.last4) return null;
  const expiry = parts[4] ?? "none";
  if ((expiry === "none") !== (method.summary.kind === "echeck")) return null;
  const month = Number(expiry.slice(0, 2));
  if (expiry !== "none" && (month < 1 || month > 12)) return null;
  return {
    method,
    saved: parts[1] === "saved",
    expiresMonth: expiry === "none" ? null : `20${expiry.slice(2)}-${expiry.slice(0, 2)}`,
  };
}

/** The token of the same method, kept for later charges. The same one however often it is asked for. */
export function savedToken(token: string): string {
  return token.replace(/^sbx_tok_/, "sbx_saved_");
}

/** A card is good through the last day of its month; UTC decides here, as the processor's own clock would. */
export function isExpired(expiresMonth: string | null, now: Date): boolean {
  return expiresMonth !== null && expiresMonth < now.toISOString().slice(0, 7);
}
