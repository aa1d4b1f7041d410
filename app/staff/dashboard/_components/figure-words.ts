import { type MoneyLanguage, NUMBER_STYLES } from "@/lib/money/locale";

/** Dates and figures as the dashboard alone writes them. Our faces lack U+202F, which some runtimes use. */
type Parts = Intl.DateTimeFormatOptions;

export function writeDay(day: string, locale: MoneyLanguage, parts: Parts): string {
  return plain(new Intl.DateTimeFormat(NUMBER_STYLES[locale].intl, { ...parts, timeZone: "UTC" }).format(utc(day)));
}

/** "10:12 AM" in the firm's zone. */
export function writeTime(at: Date, timeZone: string, locale: MoneyLanguage): string {
  const format = new Intl.DateTimeFormat(NUMBER_STYLES[locale].intl, { hour: "numeric", minute: "2-digit", timeZone });
  return plain(format.format(at));
}

export function writeCount(count: number, locale: MoneyLanguage): string {
  return plain(new Intl.NumberFormat(NUMBER_STYLES[locale].intl).format(count));
}

/** 82 tenths of a percent are "8.2%". */
export function writeTenths(tenths: number, locale: MoneyLanguage): string {
  const style = { style: "percent", maximumFractionDigits: 1 } as const;
  return plain(new Intl.NumberFormat(NUMBER_STYLES[locale].intl, style).format(tenths / 1_000));
}

/** "New York" of "America/New_York". */
export function writePlace(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function plain(text: string): string {
  return text.replace(/[\u202f\u2009]/g, "\u00a0");
}
