/** More words narrow nothing that a person looks for, and each costs a look into the index. */
const MOST_WORDS = 6;
/** Shorter texts have no trigram of their own; they are looked for at the beginning of words. */
const LEAST_INSIDE = 3;
/** Of one letter every second row holds one. */
export const LEAST_TYPED = 2;

/** The LIKE patterns of each word, one of which must fit: inside the text, or of a short word where a word begins. */
export function patternsOf(q: string): { word: string; patterns: string[] }[] {
  return wordsOf(q).map((word) => {
    const plain = likePlain(word);
    return { word, patterns: word.length >= LEAST_INSIDE ? [`%${plain}%`] : [`${plain}%`, `% ${plain}%`] };
  });
}

/** A text for LIKE, each of its signs meant as it stands. */
export function likePlain(text: string): string {
  return text.replace(/[\\%_]/g, (mark) => `\\${mark}`);
}

/**
 * A part of a word that the index of text is asked for, where the whole would cost far more: of an address what stands before its
 * domain, which thousands share; of a number what stands behind its year. Null: the word itself.
 */
export function rarePartOf(word: string): string | null {
  const at = word.indexOf("@");
  if (at >= 2 && at < word.length - 1) return word.slice(0, at + 1);
  return /^(?:[a-z]-)?\d{4}-(\d{5,})$/i.exec(word)?.[1] ?? null;
}

/** Numbers begin again each year and have six digits; beyond a million, seven to nine. */
const LEAST_DIGITS = 6;
const MOST_DIGITS = 9;

/** The least and the greatest number of a payment that begins so, of "P-2026" and all that is longer; null for any other text. */
export function numbersFrom(q: string): { least: string; most: string } | null {
  const [, year, digits = ""] = /^P-(\d{4})(?:-(\d{0,9}))?$/.exec(q.toUpperCase()) ?? [];
  if (year === undefined) return null;
  return {
    least: `P-${year}-${digits.padEnd(LEAST_DIGITS, "0")}`,
    most: `P-${year}-${digits.length === MOST_DIGITS ? digits : digits.padEnd(MOST_DIGITS, "9")}`,
  };
}

/** True when every word stands somewhere in the text; small and capital letters and accents alike. */
export function holdsWords(text: string, q: string): boolean {
  const plain = plainOf(text);
  return wordsOf(q).every((word) => plain.includes(plainOf(word)));
}

function wordsOf(q: string): string[] {
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
}

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "");
}
