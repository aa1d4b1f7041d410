import type { IconName } from "@/components/ui/icon";

export type PaletteGroup = "search" | "recent" | "payments" | "payers" | "links" | "invoices" | "actions" | "screens";

/** One line of the palette; Enter goes to its address. */
export type PaletteEntry = {
  id: string;
  label: string;
  /** In second ink: number, invoice, address. */
  detail?: string;
  /** At the right, with its kind of account. */
  amount?: string;
  accountKind?: "operating" | "trust";
  href: string;
  icon: IconName;
};

/** What this user may open and do, from the frame around the page. */
export type PalettePlaces = { screens: readonly PaletteEntry[]; actions: readonly PaletteEntry[] };

export type PaletteSection = { group: PaletteGroup; entries: readonly PaletteEntry[] };
