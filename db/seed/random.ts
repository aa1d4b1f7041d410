/**
 * Chance that can be repeated: the same seed gives the same demo firm on every machine. Never for secrets of real firms; those come
 * from lib/platform/ids.ts.
 */
export type Random = {
  /** From 0 up to but not including 1. */
  float(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** Spread as invoices are: many small, few large; `median` is the middle one. */
  logNormal(median: number, sigma: number): number;
  digits(count: number): string;
  /** An id in the shape of lib/platform/ids.ts: sorts by its time. */
  id(prefix: string, at: Date): string;
  /** A token in the shape of lib/platform/ids.ts, but one that anyone can compute. */
  token(): string;
  /** Letters and digits, lower case. */
  text(length: number): string;
};

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A stream of its own for each concern, so that one more draw in one does not change all the others. */
export function createRandom(concern: string): Random {
  const float = createFloats(concern);
  const int = (min: number, max: number) => min + Math.floor(float() * (max - min + 1));
  const text = (length: number) => Array.from({ length }, () => ALPHABET.charAt(int(0, 31))).join("");
  return {
    float,
    int,
    text,
    chance: (share) => float() < share,
    pick: (list) => pickFrom(list, float()),
    weighted: (choices) => pickWeighted(choices, float()),
    logNormal: (median, sigma) => median * Math.exp(sigma * gauss(float(), float())),
    digits: (count) => Array.from({ length: count }, () => String(int(0, 9))).join(""),
    id: (prefix, at) => `${prefix}_${timePart(at.getTime())}${text(15)}`,
    token: () => Buffer.from(Array.from({ length: 32 }, () => int(0, 255))).toString("base64url"),
  };
}

function pickFrom<T>(list: readonly T[], point: number): T {
  const found = list[Math.floor(point * list.length)];
  if (found === undefined) throw new Error("The seed picked from an empty list.");
  return found;
}

function pickWeighted<T>(choices: readonly (readonly [T, number])[], point: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = point * total;
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error("The seed picked from weights that add up to nothing.");
}

function gauss(a: number, b: number): number {
  return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b);
}

function timePart(ms: number): string {
  let rest = ms;
  let out = "";
  for (let i = 0; i < 9; i++) {
    out = ALPHABET.charAt(rest % 32) + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

/** sfc32 (Doty-Humphrey), seeded from the text by FNV-1a. */
function createFloats(concern: string): () => number {
  let hash = 0x811c9dc5;
  for (const char of `docketpay/${concern}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  let a = hash | 0;
  let b = Math.imul(hash, 0x9e3779b1) | 0;
  let c = ~hash | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}
