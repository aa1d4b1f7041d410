/** A firm without a logo shows its initials, ruled like a book plate. The name stands beside it, so it is silent. */
export function Monogram({ name }: { name: string }) {
  return (
    <span className="monogram" aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

const LEGAL_FORMS = new Set([
  "llp",
  "llc",
  "pllc",
  "pc",
  "p.c.",
  "pa",
  "p.a.",
  "ltd",
  "ltd.",
  "inc",
  "inc.",
  "lpa",
  "s.a.",
]);

/** "Hartwell & Lowe LLP" is HL, "Okafor Legal" is OL. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,&+]+/).filter((word) => /\p{L}/u.test(word) && !LEGAL_FORMS.has(word.toLowerCase()));
  const [first = name, last] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return `${first.charAt(0)}${last?.charAt(0) ?? ""}`.toUpperCase();
}
