import type { KeyboardEvent } from "react";
import { readDateText, shiftDate } from "@/components/ui/date-text";

/** What a key does in a date field: T is today, + and - are a day. Null when the key is an ordinary one. */
export function dateForKey(event: KeyboardEvent<HTMLInputElement>, today: string): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key.toLowerCase() === "t") return today;
  const days = DAYS_BY_KEY[event.key];
  const reading = readDateText(event.currentTarget.value, today);
  // In a half-written date the minus is a separator.
  if (days === undefined || reading.state === "refused") return null;
  return shiftDate(reading.state === "date" ? reading.isoDate : today, days);
}

const DAYS_BY_KEY: Record<string, number> = { "+": 1, "=": 1, "-": -1 };
