const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a zone, as ISO date: what "today" is for a firm. */
export function dateInZone(date: Date, timeZone: string): string {
  const known = formats.get(timeZone);
  if (known) return known.format(date);
  // Swedish writes its dates in ISO form; taking the parts of another language costs four times as much.
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made.format(date);
}
