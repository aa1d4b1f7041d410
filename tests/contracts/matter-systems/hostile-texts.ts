import * as fc from "fast-check";

/** Words that would do harm if a text ever became SQL, and what a LIKE pattern or a script could trip over. */
const SQL_LOOKING = [
  "'; DROP TABLE Client; --",
  "' OR '1'='1",
  "Robert'); DELETE FROM ledger; --",
  "1; EXEC xp_cmdshell 'dir'",
  "@query",
  "$1",
  "${" + "1}",
  "%",
  "_",
  "[a-z]",
  "[^a]%",
  "\\",
  "\\%",
  "100%_[x]\\'\"",
  "/* a */ -- b",
  "N'x' + N'y'",
  "$$ || $$",
  "E'\\x27'",
  "NULL",
  "ESCAPE '!'",
];

/** Letters whose case both sides judge alike, so that the expectation below is right; capital letters beyond ASCII are left out. */
const PIECES = [
  ..."abcXYZ019 '\"%_[]^-\\;:*?!@#$&|~`(){}<>+=.,/",
  "--",
  "/*",
  "''",
  "é",
  "ß",
  "ñ",
  "漢",
  "字",
  "ع",
  "e\u0301",
  "😀",
  "\u200b",
  "\u00a0",
  "\t",
  "\n",
  "\ufe0f",
];

const piece = fc.constantFrom(...PIECES);

/** A text as a clerk or a client's record could hold, without spaces around it, of at most so many characters. */
export function hostileText(most: number): fc.Arbitrary<string> {
  const mixed = fc.array(piece, { minLength: 1, maxLength: Math.ceil(most / 2) }).map((pieces) => pieces.join(""));
  const long = fc.constantFrom("'", "%", "_", "[", "\\", "漢").map((one) => one.repeat(most));
  const known = fc.constantFrom(...SQL_LOOKING);
  return fc
    .oneof({ arbitrary: mixed, weight: 5 }, { arbitrary: known, weight: 2 }, { arbitrary: long, weight: 1 })
    .map((text) => cut(text, most))
    .filter((text) => text !== "");
}

/** Some part of one of the texts, or any other. */
export function hostileQuery(texts: readonly string[], most: number): fc.Arbitrary<string> {
  const part = fc.tuple(fc.constantFrom(...texts), fc.nat(200), fc.nat(200)).map(([text, from, length]) =>
    [...text]
      .slice(from % 9, (from % 9) + 1 + length)
      .join("")
      .trim(),
  );
  return fc
    .oneof(fc.constantFrom(...texts), part, hostileText(most), fc.constantFrom("\0", "a\0", "\ud800", " ", ""))
    .map((text) => text.slice(0, most));
}

/** Whether a database that compares regardless of case finds the text by the query. */
export function isFound(text: string, query: string, match: "contains" | "exact"): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === "" || /\p{Surrogate}|\0/u.test(wanted)) return false;
  return match === "exact" ? text.toLowerCase() === wanted : text.toLowerCase().includes(wanted);
}

function cut(text: string, most: number): string {
  let kept = "";
  for (const one of text.trim()) {
    if (kept.length + one.length > most) break;
    kept += one;
  }
  return kept.trim();
}
