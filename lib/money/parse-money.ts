import { MAX_AMOUNT_CENTS } from "./cents";
import { CURRENCY_CODES, type CurrencyCode, currencyMarks, minorUnitDigits, requireCurrency } from "./currency";
import { formatAmount } from "./format-money";
import { languageOf, type MoneyLanguage, NUMBER_STYLES } from "./locale";

export const MONEY_REFUSAL_CODES = [
  "empty",
  "negative",
  "parentheses",
  "wrong_currency",
  "not_a_number",
  "misplaced_separator",
  "too_many_decimals",
  "too_large",
] as const;
export type MoneyRefusalCode = (typeof MONEY_REFUSAL_CODES)[number];

/**
 * Why a text is not an amount. Screens translate `code` with the other fields as arguments (catalogue `money`, key `refusal.<code>`);
 * `message` is the same in English for API and files.
 */
export type MoneyRefusal = {
  code: MoneyRefusalCode;
  currency: CurrencyCode;
  /** Decimals that the currency has. */
  digits: number;
  /** An amount written as it should be. */
  example: string;
  /** The greatest amount, written out. */
  greatest: string;
  message: string;
};

export type ParsedMoney = { ok: true; amountCents: number } | { ok: false; refusal: MoneyRefusal };

type Options = {
  currency: string;
  locale: string;
};

const LONGEST_TEXT = 60;
const MINUS_SIGNS = /[-\u2010-\u2015\u2212\ufe63\uff0d]/;
const SPACES = /[\s\u00a0\u2009\u202f]+/g;

/**
 * Reads an amount as a person writes it: "1,234.5", "$1234.50", "USD 50", in French "1 234,50 $ US". Nothing is guessed: a text
 * that two readers could take for two amounts is refused. Never goes through a float.
 *
 * 0 is an amount; whoever needs more than 0 says so. Throws `RangeError` only for a currency we do not support.
 */
export function parseMoney(text: string, options: Options): ParsedMoney {
  const currency = requireCurrency(options.currency);
  const language = languageOf(options.locale);
  const read = readCents(text, currency, language);
  if (typeof read === "number") return { ok: true, amountCents: read };
  return { ok: false, refusal: describe(read, currency, language) };
}

function readCents(text: string, currency: CurrencyCode, language: MoneyLanguage): number | MoneyRefusalCode {
  const written = text.replace(SPACES, " ").trim();
  if (written === "") return "empty";
  if (written.length > LONGEST_TEXT) return "not_a_number";
  if (/[()]/.test(written)) return "parentheses";

  const cut = /^([^\d.,]*)([\d., ]*[\d.,])?([^\d.,]*)$/u.exec(written);
  const [, head = "", figure = "", tail = ""] = cut ?? [];
  // The sign that a field begins with, and no figure yet.
  if (isOwnMark(written, currency)) return "empty";
  if (!/\d/.test(figure)) return isForeignMark(written, currency) ? "wrong_currency" : "not_a_number";
  if (MINUS_SIGNS.test(head) || MINUS_SIGNS.test(tail)) return "negative";
  for (const mark of [head, tail]) {
    if (isOwnMark(mark, currency)) continue;
    return isForeignMark(mark, currency) ? "wrong_currency" : "not_a_number";
  }
  return readFigure(figure, minorUnitDigits(currency), language);
}

function readFigure(figure: string, digits: number, language: MoneyLanguage): number | MoneyRefusalCode {
  const parts = cutFigure(figure, language);
  if (parts === null) return "misplaced_separator";
  if (parts.minor.length > digits) return "too_many_decimals";
  const cents = `${parts.major}${parts.minor.padEnd(digits, "0")}`.replace(/^0+(?=\d)/, "");
  // Exact below the greatest amount; above it only the comparison matters.
  const amountCents = Number(cents);
  return amountCents > MAX_AMOUNT_CENTS ? "too_large" : amountCents;
}

/** Thousands must stand in threes and not begin with 0: "1,5" and "0,500" are decimals of another country, not 15 and 500. */
function cutFigure(figure: string, language: MoneyLanguage): { major: string; minor: string } | null {
  const { group, decimal } = NUMBER_STYLES[language];
  // French keypads often give a point; with one or two figures behind it, it can only be the decimal mark.
  const plain = language === "fr" ? figure.replace(/^([\d ]*)\.(\d{0,2})$/, "$1,$2") : figure;
  const [whole = "", minor = "", ...rest] = plain.split(decimal);
  if (rest.length > 0 || !/^\d*$/.test(minor)) return null;
  const grouped = new RegExp(`^[1-9]\\d{0,2}(${group}\\d{3})+$`).test(whole);
  if (!grouped && !/^\d*$/.test(whole)) return null;
  return { major: whole.replaceAll(group, ""), minor };
}

function isOwnMark(mark: string, currency: CurrencyCode): boolean {
  const bare = mark.trim().toUpperCase();
  return bare === "" || currencyMarks(currency).includes(bare);
}

function isForeignMark(mark: string, currency: CurrencyCode): boolean {
  const bare = mark.trim().toUpperCase();
  const others = CURRENCY_CODES.filter((code) => code !== currency);
  return /\p{Sc}/u.test(bare) || others.some((code) => currencyMarks(code).includes(bare));
}

function describe(code: MoneyRefusalCode, currency: CurrencyCode, language: MoneyLanguage): MoneyRefusal {
  const digits = minorUnitDigits(currency);
  const example = formatAmount(123_450, currency, language);
  const greatest = formatAmount(MAX_AMOUNT_CENTS, currency, language);
  const sentences: Record<MoneyRefusalCode, string> = {
    empty: `Enter an amount, for example ${example}.`,
    negative: `The amount is negative. Write it without a minus, for example ${example}.`,
    parentheses: `Parentheses mean a negative amount. Write it without them, for example ${example}.`,
    wrong_currency: `This account takes ${currency}. Write the amount in ${currency}, for example ${example}.`,
    not_a_number: `This is not an amount. Write figures only, for example ${example}.`,
    misplaced_separator: `The separators do not fit. Write the amount like ${example}.`,
    too_many_decimals: `${currency} has ${digits || "no"} decimals. Write the amount like ${example}.`,
    too_large: `The greatest amount is ${greatest}. Write a smaller one.`,
  };
  return { code, currency, digits, example, greatest, message: sentences[code] };
}
