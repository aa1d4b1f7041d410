import type { MoneyLanguage } from "./locale";

type Currency = {
  /** Digits after the decimal mark; ISO 4217, not always 2. */
  digits: number;
  /** The sign in the firm's own country; what people type. */
  sign: string;
  /** The sign that tells it from its namesakes, written before the figure in English and Spanish. */
  before: string;
  /** The same, written after the figure in French. */
  after: string;
};

/** The currencies a merchant account can have. Signs are ours and not the runtime's: its tables differ between releases. */
export const CURRENCIES = {
  USD: { digits: 2, sign: "$", before: "$", after: "$ US" },
  CAD: { digits: 2, sign: "$", before: "CA$", after: "$ CA" },
  GBP: { digits: 2, sign: "£", before: "£", after: "£" },
  EUR: { digits: 2, sign: "€", before: "€", after: "€" },
  AUD: { digits: 2, sign: "$", before: "A$", after: "$ AU" },
  NZD: { digits: 2, sign: "$", before: "NZ$", after: "$ NZ" },
  CHF: { digits: 2, sign: "CHF", before: "CHF ", after: "CHF" },
  MXN: { digits: 2, sign: "$", before: "MX$", after: "$ MX" },
  JPY: { digits: 0, sign: "¥", before: "¥", after: "¥" },
  KWD: { digits: 3, sign: "KWD", before: "KWD ", after: "KWD" },
} as const satisfies Record<string, Currency>;

export type CurrencyCode = keyof typeof CURRENCIES;

export const CURRENCY_CODES = Object.keys(CURRENCIES) as CurrencyCode[];

export function isCurrencyCode(value: string): value is CurrencyCode {
  return Object.hasOwn(CURRENCIES, value);
}

/** The code itself. Throws `RangeError` for one we do not support: an amount in it would have an unknown size. */
export function requireCurrency(code: string): CurrencyCode {
  if (!isCurrencyCode(code)) throw new RangeError(`Currency not supported: ${code}`);
  return code;
}

/** Digits after the decimal mark: 2 for USD, 0 for JPY, 3 for KWD. Throws `RangeError` for an unknown code. */
export function minorUnitDigits(code: string): number {
  return CURRENCIES[requireCurrency(code)].digits;
}

/** The sign that stands beside a figure or in an amount field: "$" for USD in English, "$ US" in French. */
export function currencySign(code: string, language: MoneyLanguage): string {
  const currency = CURRENCIES[requireCurrency(code)];
  return language === "fr" ? currency.after : currency.before.trim();
}

/** Everything a person may write beside a figure to mean this currency, in capitals: "USD", "$", "US$", "$ US", "$US". */
export function currencyMarks(code: CurrencyCode): string[] {
  const { sign, before, after } = CURRENCIES[code];
  const country = code.slice(0, 2);
  const dollars = sign === "$" ? [`${country}$`, `$${country}`] : [];
  return [...new Set([code, sign, before.trim(), after, ...dollars])];
}
