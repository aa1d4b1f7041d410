import type { PaletteEntry, PalettePlaces, PaletteSection } from "@/components/palette/palette-entry";
import { formatMoney } from "@/lib/money/format-money";
import type { Found } from "@/lib/search/model";
import { holdsWords } from "@/lib/search/rules";

type Wish = {
  q: string;
  found: Found;
  places: PalettePlaces;
  recent: readonly PaletteEntry[];
  locale: string;
  /** "All payments with “marsh”" */
  searchLabel: string;
  mayView: boolean;
};

/** The lines of the palette, in groups. Without a question: what was opened lately, then all that can be done and opened. */
export function sectionsOf({ q, found, places, recent, locale, searchLabel, mayView }: Wish): PaletteSection[] {
  const asked = q.trim();
  const fitting = (entries: readonly PaletteEntry[]) => entries.filter(({ label }) => holdsWords(label, asked));
  const search = {
    id: "search",
    label: searchLabel,
    href: `/staff/payments?${new URLSearchParams({ q: asked })}`,
    icon: "search",
  };
  const sections: PaletteSection[] = [
    { group: "recent", entries: asked ? [] : recent },
    { group: "actions", entries: fitting(places.actions) },
    { group: "screens", entries: fitting(places.screens) },
    ...(asked ? foundSections(found, locale) : []),
    { group: "search", entries: asked && mayView ? [search as PaletteEntry] : [] },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

function foundSections({ payments, payers, links, invoices }: Found, locale: string): PaletteSection[] {
  const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(", ");
  return [
    {
      group: "payers",
      entries: payers.map(({ id, name, emails }) => ({
        ...{ id, label: name, detail: emails[0] ?? "", icon: "person" },
        href: `/staff/payers/${id}`,
      })),
    },
    {
      group: "payments",
      entries: payments.map(({ id, number, payerName, invoiceNumber, amountCents, currency, accountKind }) => ({
        ...{
          id,
          accountKind,
          label: payerName || number,
          detail: joined(payerName && number, invoiceNumber),
          icon: "list",
        },
        amount: formatMoney(amountCents, currency, locale),
        href: `/staff/payments/${id}`,
      })),
    },
    {
      group: "links",
      entries: links.map(({ id, number, recipientName, invoiceNumber, amountCents, currency, accountKind }) => ({
        ...{
          id,
          accountKind,
          label: recipientName || number,
          detail: joined(recipientName && number, invoiceNumber),
          icon: "send",
        },
        amount: formatMoney(amountCents, currency, locale),
        href: `/staff/send/sent/${id}`,
      })),
    },
    {
      group: "invoices",
      entries: invoices.map(({ id, number, billTo, totalCents, currency, accountKind }) => ({
        ...{ id, accountKind, label: billTo, detail: number, icon: "file" },
        amount: formatMoney(totalCents, currency, locale),
        href: `/staff/invoices/${id}`,
      })),
    },
  ];
}
