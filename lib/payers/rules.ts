import { MOST_EMAILS, MOST_REFS, type PayerFacts } from "./model";

/** The name that is shown: of a person both names, of a business its own. */
export function completeName({
  kind,
  name,
  givenName,
  familyName,
}: Pick<PayerFacts, "kind" | "name" | "givenName" | "familyName">): string {
  const parts = kind === "person" ? [givenName, familyName].map((part) => part.trim()).filter(Boolean) : [];
  return parts.length > 0 ? parts.join(" ") : name.trim();
}

/** The facts that differ, as they were and as they are; for the audit. */
export function changedFacts(
  before: PayerFacts,
  after: PayerFacts,
): { before: Partial<PayerFacts>; after: Partial<PayerFacts> } {
  const keys = (Object.keys(after) as (keyof PayerFacts)[]).filter((key) => stable(before[key]) !== stable(after[key]));
  const pick = (facts: PayerFacts) => Object.fromEntries(keys.map((key) => [key, facts[key]]));
  return { before: pick(before), after: pick(after) };
}

/** The same text for the same content, whatever the order of keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * What is known of the one who stays after a merge: what they have themselves, and of the other what they lack. Nothing is lost: of an
 * address that differs, and of addresses beyond the limit, the notes tell.
 */
export function mergeFacts(keep: PayerFacts, lose: PayerFacts): PayerFacts {
  const emails = union(keep.emails, lose.emails);
  const refs = union(keep.clientRefs, lose.clientRefs);
  const hasAddress = Object.values(keep.address).some(Boolean);
  const otherAddress = Object.values(lose.address).filter(Boolean).join(", ");
  const isAddressLost = hasAddress && otherAddress !== "" && stable(keep.address) !== stable(lose.address);
  const left = [
    lose.name === keep.name ? "" : lose.name,
    ...emails.slice(MOST_EMAILS),
    ...refs.slice(MOST_REFS),
    keep.phone && lose.phone !== keep.phone ? lose.phone : "",
    isAddressLost ? otherAddress : "",
  ].filter(Boolean);
  const notes = [keep.notes, lose.notes === keep.notes ? "" : lose.notes, left.join("; ")].filter(Boolean);
  return {
    ...keep,
    emails: emails.slice(0, MOST_EMAILS),
    clientRefs: refs.slice(0, MOST_REFS),
    phone: keep.phone || lose.phone,
    address: hasAddress ? keep.address : lose.address,
    notes: notes.join("\n"),
    customFields: { ...lose.customFields, ...keep.customFields },
  };
}

/** Both lists without what differs in case alone, the first one's first. */
function union(first: readonly string[], second: readonly string[]): string[] {
  return keepOnce([...first, ...second]);
}

/** Each text once, whatever its capitals, as it stood first. */
export function keepOnce(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const key = text.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Whether a text holds what may be the number of a card: 13 to 19 digits, spaced or not, that begin as cards do and check (Luhn). Such a
 * number is never stored, also not in a note.
 */
export function holdsCardNumber(text: string): boolean {
  const runs = text.match(/(?<!\d)[3-6](?:[ -]?\d){12,18}(?!\d)/g) ?? [];
  return runs.some((run) => isLuhn(run.replace(/\D/g, "")));
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
