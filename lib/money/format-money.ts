import { assertSafeCents } from "./cents";
import { CURRENCIES, minorUnitDigits, requireCurrency } from "./currency";
import { languageOf, NUMBER_STYLES } from "./locale";

const MINUS = "\u2212";
const NO_BREAK_SPACE = "\u00a0";
/** Each place with three, six, nine... digits behind it. */
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/**
 * An amount with its currency: "$1,250.00"; in French "447,99 $ US" with no-break spaces; a negative one begins with U+2212.
 * The same text in every runtime, so that server and browser agree. Throws `RangeError` for a fraction or an unknown currency.
 */
export function formatMoney(amountCents: number, currency: string, locale: string): string {
  const language = languageOf(locale);
  const { before, after } = CURRENCIES[requireCurrency(currency)];
  const minus = amountCents < 0 ? MINUS : "";
  const figure = formatAmount(Math.abs(amountCents), currency, locale);
  const text = language === "fr" ? `${minus}${figure} ${after}` : `${minus}${before}${figure}`;
  return text.replaceAll(" ", NO_BREAK_SPACE);
}

/** The figure alone, for an amount field or a column whose head names the currency: "1,250.00", in French "1 250,00". */
export function formatAmount(amountCents: number, currency: string, locale: string): string {
  const language = languageOf(locale);
  const { sign, major, minor } = digitsOf(amountCents, currency);
  const { group, decimal } = NUMBER_STYLES[language];
  // By hand: runtimes differ in the space that they put between French groups, and each takes 10 µs for a figure.
  const grouped = major.replace(THOUSANDS, group).replaceAll(" ", NO_BREAK_SPACE);
  return `${sign ? MINUS : ""}${grouped}${minor === "" ? "" : decimal + minor}`;
}

/** The figure for other programs (files, exports): "-1250.00", ASCII, no grouping. */
export function formatDecimal(amountCents: number, currency: string): string {
  const { sign, major, minor } = digitsOf(amountCents, currency);
  return `${sign}${major}${minor === "" ? "" : `.${minor}`}`;
}

/** Cuts the digits as text, because a division would go through a fraction that a float cannot hold. */
function digitsOf(amountCents: number, currency: string): { sign: "" | "-"; major: string; minor: string } {
  assertSafeCents(amountCents);
  const digits = minorUnitDigits(currency);
  const text = String(Math.abs(amountCents)).padStart(digits + 1, "0");
  const cut = text.length - digits;
  return { sign: amountCents < 0 ? "-" : "", major: text.slice(0, cut), minor: text.slice(cut) };
}
