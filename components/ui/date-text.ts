/** Why a text is no date. Screens translate `code`; `found` is the part that is wrong. */
export type DateRefusal = { code: "not_a_date" | "no_such_month" | "no_such_day"; found: string; message: string };
export type DateReading =
  | { state: "empty" }
  | { state: "date"; isoDate: string }
  | { state: "refused"; refusal: DateRefusal };

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const US = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/;
const DAY_MS = 86_400_000;

/** Reads 10/31/2026, 10/31/26, 10/31 (of the year of `today`) and 2026-10-31. Never guesses between month and day. */
export function readDateText(text: string, today: string): DateReading {
  const written = text.trim();
  if (written === "") return { state: "empty" };
  const iso = ISO.exec(written);
  if (iso) return checkDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const us = US.exec(written);
  if (!us) return refuse("not_a_date", written, `Write a date like ${usDate(today)} or ${today}.`);
  const year = us[3] ?? today.slice(0, 4);
  return checkDate(year.length === 2 ? 2000 + Number(year) : Number(year), Number(us[1]), Number(us[2]));
}

/** The date as the language writes it in a field: month first in English, ISO elsewhere, so that no two readers differ. */
export function formatDateText(isoDate: string, locale: string): string {
  return locale.toLowerCase().startsWith("en") ? usDate(isoDate) : isoDate;
}

/** Days later (or earlier, below 0), in plain calendar days. */
export function shiftDate(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function checkDate(year: number, month: number, day: number): DateReading {
  const shown = (m: number, d: number) => `${String(m).padStart(2, "0")}/${String(d).padStart(2, "0")}/${year}`;
  if (month < 1 || month > 12) {
    const isDayFirst = day >= 1 && day <= 12 && month >= 1 && month <= lastDayOf(year, day);
    const advice = isDayFirst ? `Write ${shown(day, month)}.` : "Write the month first, for example 10/31.";
    return refuse("no_such_month", String(month), `There is no month ${month}. ${advice}`);
  }
  const last = lastDayOf(year, month);
  if (day < 1 || day > last)
    return refuse("no_such_day", String(day), `That month has no day ${day}. The last is ${shown(month, last)}.`);
  return {
    state: "date",
    isoDate: `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  };
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function refuse(code: DateRefusal["code"], found: string, message: string): DateReading {
  return { state: "refused", refusal: { code, found, message } };
}

function usDate(isoDate: string): string {
  return `${isoDate.slice(5, 7)}/${isoDate.slice(8, 10)}/${isoDate.slice(0, 4)}`;
}
