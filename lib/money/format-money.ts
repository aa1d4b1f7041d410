import { assertSafeCents } from "./cents";
import { CURRENCIES, minorUnitDigits, requireCurrency } from "./currency";
import { languageOf, type MoneyLanguage, NUMBER_STYLES } from "./locale";

const MINUS = "\u2212";
const NO_BREAK_SPACE = "\u00a0";

const integerFormats = new Map<MoneyLanguage, Intl.NumberFormat>();

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
  // Some runtimes group French with U+202F, which our faces do not have.
  const grouped = integerFormat(language).format(BigInt(major)).replaceAll("\u202f", NO_BREAK_SPACE);
  return `${sign ? MINUS : ""}${grouped}${minor === "" ? "" : NUMBER_STYLES[language].decimal + minor}`;
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

function integerFormat(language: MoneyLanguage): Intl.NumberFormat {
  const known = integerFormats.get(language);
  if (known) return known;
  const made = new Intl.NumberFormat(NUMBER_STYLES[language].intl, { maximumFractionDigits: 0, useGrouping: "always" });
  integerFormats.set(language, made);
  return made;
}
