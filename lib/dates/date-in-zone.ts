type Zone = { format: Intl.DateTimeFormat; minute: number; day: string };

const zones = new Map<string, Zone>();

/** The calendar day of an instant in a zone, as ISO date: what "today" is for a firm. */
export function dateInZone(date: Date, timeZone: string): string {
  const zone = zoneOf(timeZone);
  // Offsets of our time are whole minutes, so one minute lies in one day: most who ask mean now, and writing a date costs 15 µs.
  const minute = Math.floor(date.getTime() / 60_000);
  if (zone.minute !== minute) {
    zone.day = zone.format.format(date);
    zone.minute = minute;
  }
  return zone.day;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  // Swedish writes its dates in ISO form; taking the parts of another language costs four times as much.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const made = { format, minute: Number.NaN, day: "" };
  zones.set(timeZone, made);
  return made;
}
