/**
 * Instants and calendar dates as people read them, in the firm's time zone. Pure: the same text in every runtime, with plain spaces
 * (some runtimes put U+202F before PM, which our faces do not have). A locale we do not have is written in English.
 * All throw `RangeError` for a time zone that does not exist.
 */

const TAGS: Record<string, string> = { en: "en-US", fr: "fr-CA", es: "es-US" };

/** "Oct 14, 2026"; French "14 oct. 2026"; Spanish "14 oct 2026". */
export function formatDate(date: Date, timeZone: string, locale: string): string {
  return write(date, timeZone, locale, { year: "numeric", month: "short", day: "numeric" });
}

/** With the zone's name, for clients: "Oct 14, 2026, 4:10 PM ET"; French "14 oct. 2026, 16 h 10 HE". */
export function formatDateTime(date: Date, timeZone: string, locale: string): string {
  return `${formatDate(date, timeZone, locale)}, ${writeTime(date, timeZone, locale)} ${zoneName(date, timeZone, locale)}`;
}

/** For dense lists, whose head names the zone: "Oct 14, 9:47 AM". */
export function formatShortDateTime(date: Date, timeZone: string, locale: string): string {
  return `${write(date, timeZone, locale, { month: "short", day: "numeric" })}, ${writeTime(date, timeZone, locale)}`;
}

/** A calendar date, which has no zone: "2026-10-31" is "Oct 31, 2026" everywhere. Throws `RangeError` for text that is no date. */
export function formatIsoDate(isoDate: string, locale: string): string {
  const key = `${isoDate} ${locale}`;
  const known = isoDates.get(key);
  if (known) return known;
  const text = formatDate(new Date(`${isoDate}T00:00:00Z`), "UTC", locale);
  // Lists and client pages write the same few days over and over, at 15 µs each.
  if (isoDates.size >= MOST_ISO_DATES) isoDates.clear();
  isoDates.set(key, text);
  return text;
}

const MOST_ISO_DATES = 1000;
const isoDates = new Map<string, string>();

/** A calendar month: "2026-11" is "November 2026". Throws `RangeError` for text that is no month. */
export function formatMonth(month: string, locale: string): string {
  return write(new Date(`${month}-01T00:00:00Z`), "UTC", locale, { year: "numeric", month: "long" });
}

function writeTime(date: Date, timeZone: string, locale: string): string {
  return write(date, timeZone, locale, { hour: "numeric", minute: "2-digit" });
}

// "ET" serves summer and winter. Zones without such a short name ("France Time") get their offset instead.
function zoneName(date: Date, timeZone: string, locale: string): string {
  const generic = zonePart(date, timeZone, locale, "shortGeneric");
  return /^[A-Z]{2,4}$/.test(generic) ? generic : zonePart(date, timeZone, locale, "short");
}

function zonePart(date: Date, timeZone: string, locale: string, timeZoneName: "short" | "shortGeneric"): string {
  const parts = formatOf(timeZone, locale, { hour: "numeric", timeZoneName }).formatToParts(date);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

function write(date: Date, timeZone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf(timeZone, locale, options)
    .format(date)
    .replace(/[\u202f\u00a0\u2009]/g, " ");
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a hundred times as much as using one, and lists use them per row.
function formatOf(timeZone: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = TAGS[locale.slice(0, 2).toLowerCase()] ?? "en-US";
  const key = `${tag} ${timeZone} ${Object.entries(options).join(" ")}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone });
  formats.set(key, made);
  return made;
}
