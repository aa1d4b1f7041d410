import type { PaletteEntry } from "@/components/palette/palette-entry";

const keyOf = (userId: string) => `docketpay:palette:${userId}`;
const MOST = 5;

/** What was opened from the palette in this tab by this user, newest first. Gone with the tab: names of payers stay on no machine. */
export function readRecent(userId: string): PaletteEntry[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEntry).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keepRecent(userId: string, entry: PaletteEntry): void {
  try {
    const others = readRecent(userId).filter(({ href }) => href !== entry.href);
    sessionStorage.setItem(keyOf(userId), JSON.stringify([entry, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing shows nothing recent.
  }
}

function isEntry(value: unknown): value is PaletteEntry {
  if (typeof value !== "object" || value === null) return false;
  const { label, href } = value as Partial<PaletteEntry>;
  return typeof label === "string" && typeof href === "string" && href.startsWith("/staff/");
}
