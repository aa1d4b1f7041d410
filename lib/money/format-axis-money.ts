import { CURRENCIES, minorUnitDigits, requireCurrency } from "./currency";
import { languageOf, NUMBER_STYLES } from "./locale";

const STEPS = [
  { from: 1_000_000, letter: "M" },
  { from: 1_000, letter: "k" },
  { from: 0, letter: "" },
] as const;

/** At the axis of a chart only, where space is short: "$20k", "$1.5M", "0"; French "20 k$". Elsewhere no amount is abbreviated. */
export function formatAxisMoney(amountCents: number, currency: string, locale: string): string {
  if (amountCents === 0) return "0";
  const language = languageOf(locale);
  const code = requireCurrency(currency);
  const units = amountCents / 10 ** minorUnitDigits(code);
  const step = STEPS.find(({ from }) => Math.abs(units) >= from) ?? STEPS[2];
  const rounded = Math.round((units / (step.from || 1)) * 100) / 100;
  const figure = String(rounded).replace(".", NUMBER_STYLES[language].decimal);
  const { sign } = CURRENCIES[code];
  return language === "fr" ? `${figure}\u00a0${step.letter}${sign}` : `${sign}${figure}${step.letter}`;
}
