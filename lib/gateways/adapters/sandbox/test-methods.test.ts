import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isExpired, readToken, savedToken, TEST_METHODS } from "./test-methods";

type BrowserNumbers = {
  findCard(digits: string): string | null;
  findBank(routing: string, account: string): string | null;
  findBrand(digits: string): { brand: string; word: string } | null;
  groupNumber(text: string): string;
  formatExpiry(text: string, isDeleting: boolean): string;
  readExpiry(text: string): { month: number; year: number } | null;
  isPast(expiry: { month: number; year: number }, today: Date): boolean;
  listNames(): string[];
};

/** The browser's script, run here only to compare it with the server's table. */
function loadNumbers(): BrowserNumbers {
  const scope = createContext({});
  runInContext(readFileSync("public/gateway/sandbox/numbers.js", "utf8"), scope);
  return (scope as { sandboxNumbers: BrowserNumbers }).sandboxNumbers;
}

const numbers = loadNumbers();
const RANDOM = "0123456789abcdef01234567";

/** The published test numbers, as the product's documents print them. */
const PUBLISHED_CARDS: [number: string, name: string][] = [
  ["4242 4242 4242 4242", "visa"],
  ["5555 5555 5555 4444", "mastercard"],
  ["3782 822463 10005", "amex"],
  ["6011 1111 1111 1117", "discover"],
  ["4000 0000 0000 0002", "declined"],
  ["4000 0000 0000 9995", "insufficient-funds"],
  ["4000 0000 0000 9979", "stolen"],
  ["4000 0000 0000 0069", "expired"],
  ["4000 0000 0000 0119", "processing-error"],
  ["4000 0025 0000 3155", "authenticate"],
  ["4000 0000 0000 0341", "declined-when-saved"],
  ["4000 0000 0000 0259", "disputed"],
];
const PUBLISHED_ACCOUNTS: [account: string, name: string][] = [
  ["000123456789", "bank-pays"],
  ["000222222227", "bank-r01"],
  ["000111111113", "bank-r02"],
];

describe("the browser's numbers and the server's names", () => {
  it.each(PUBLISHED_CARDS)("%s is %s, with the same brand and last four on both sides", (number, name) => {
    const digits = number.replaceAll(" ", "");
    expect(numbers.findCard(digits)).toBe(name);
    expect(numbers.groupNumber(digits)).toBe(number);
    const method = TEST_METHODS.find((one) => one.name === name);
    const funding = name === "discover" ? "debit" : "credit";
    const last4 = digits.slice(-4);
    expect(method?.summary).toEqual({ kind: "card", brand: numbers.findBrand(digits)?.brand, last4, funding });
  });

  it.each(PUBLISHED_ACCOUNTS)("account %s is %s", (account, name) => {
    expect(numbers.findBank("110000000", account)).toBe(name);
    expect(numbers.findBank("110000001", account)).toBeNull();
    expect(TEST_METHODS.find((one) => one.name === name)?.summary).toEqual({
      kind: "echeck",
      brand: "bank",
      last4: account.slice(-4),
    });
  });

  it("have the same names, none more", () => {
    expect([...numbers.listNames()].sort()).toEqual(TEST_METHODS.map((method) => method.name).sort());
  });

  it("refuse every other number", () => {
    const published = new Set(PUBLISHED_CARDS.map(([number]) => number.replaceAll(" ", "")));
    const digits = fc.stringMatching(/^\d{12,19}$/);
    fc.assert(fc.property(digits, (text) => published.has(text) || numbers.findCard(text) === null));
    for (const name of ["constructor", "__proto__", "toString"]) expect(numbers.findCard(name)).toBeNull();
  });

  it("keep the numbers themselves out of the server's table", () => {
    const table = readFileSync("lib/gateways/adapters/sandbox/test-methods.ts", "utf8");
    expect(table).not.toMatch(/\d{9,}|(\d{4}[ -]){3}\d{3,4}/);
  });
});

describe("an expiry date as it is typed", () => {
  it.each([
    ["1", false, "1"],
    ["4", false, "04 / "],
    ["12", false, "12 / "],
    ["12 /", true, "12"],
    ["1/", false, "01 / "],
    ["1229", false, "12 / 29"],
    ["12/29", false, "12 / 29"],
    ["12/2029", false, "12 / 29"],
    ["12 / 2", false, "12 / 2"],
    ["12 / 295", false, "12 / 29"],
  ])("%j (deleting: %s) becomes %j", (text, isDeleting, formatted) => {
    expect(numbers.formatExpiry(text, isDeleting)).toBe(formatted);
  });

  it("is good through the last day of its month", () => {
    const today = new Date(2026, 10, 30);
    expect(numbers.isPast({ month: 11, year: 2026 }, today)).toBe(false);
    expect(numbers.isPast({ month: 10, year: 2026 }, today)).toBe(true);
    expect(numbers.readExpiry("13 / 29")).toBeNull();
    expect(numbers.readExpiry("12 / 29")).toEqual({ month: 12, year: 2029 });
  });
});

describe("readToken", () => {
  it("reads a card's token and a bank account's", () => {
    expect(readToken(`sbx_tok_visa_4242_0429_${RANDOM}`)).toMatchObject({
      method: { name: "visa" },
      saved: false,
      expiresMonth: "2029-04",
    });
    expect(readToken(`sbx_tok_bank-r01_2227_none_${RANDOM}`)).toMatchObject({
      method: { name: "bank-r01" },
      expiresMonth: null,
    });
  });

  it.each([
    "",
    "4242424242424242",
    `sbx_tok_visa_4243_0429_${RANDOM}`,
    `sbx_tok_visa_4242_none_${RANDOM}`,
    `sbx_tok_visa_4242_1329_${RANDOM}`,
    `sbx_tok_bank-pays_6789_0429_${RANDOM}`,
    `sbx_tok_unheard-of_4242_0429_${RANDOM}`,
    `sbx_tok_visa_4242_0429_short`,
    `sbx_tok_visa_4242_0429_${RANDOM} `,
    `x sbx_tok_visa_4242_0429_${RANDOM}`,
  ])("refuses %j", (token) => {
    expect(readToken(token)).toBeNull();
  });

  it("knows a saved method from a fresh one, and saving twice changes nothing", () => {
    const saved = savedToken(`sbx_tok_visa_4242_0429_${RANDOM}`);
    expect(readToken(saved)).toMatchObject({ saved: true, expiresMonth: "2029-04" });
    expect(savedToken(saved)).toBe(saved);
  });

  it("lets a card expire after the last day of its month", () => {
    expect(isExpired("2026-11", new Date("2026-11-30T23:59:59Z"))).toBe(false);
    expect(isExpired("2026-11", new Date("2026-12-01T00:00:00Z"))).toBe(true);
    expect(isExpired(null, new Date("2099-01-01T00:00:00Z"))).toBe(false);
  });
});
