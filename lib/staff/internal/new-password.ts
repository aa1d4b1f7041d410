import type { Ids } from "@/lib/platform/ids";

/** A password for a person to copy once: four groups of five letters and digits, more than 100 bits. */
export function newPassword(ids: Ids): string {
  let letters = "";
  // A token has 43 characters, of which few are other than letters and digits.
  while (letters.length < 20) letters += ids.token().replace(/[^a-zA-Z0-9]/g, "");
  return [0, 5, 10, 15].map((start) => letters.slice(start, start + 5)).join("-");
}
