/** More words narrow nothing that a person looks for, and each costs a look into the index. */
const MOST_WORDS = 6;
/** Shorter texts have no trigram of their own; they are looked for at the beginning of words. */
const LEAST_INSIDE = 3;
/** Of one letter every second row holds one. */
export const LEAST_TYPED = 2;

/** The LIKE patterns of each word, one of which must fit: inside the text, or of a short word where a word begins. */
export function patternsOf(q: string): string[][] {
  return wordsOf(q).map((word) => {
    const plain = word.replace(/[\\%_]/g, (mark) => `\\${mark}`);
    return word.length >= LEAST_INSIDE ? [`%${plain}%`] : [`${plain}%`, `% ${plain}%`];
  });
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
