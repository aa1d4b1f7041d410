/** The published test numbers that this project's tests type into payment fields. None of them may leave the browser, in any form. */
export const CARDS = {
  visa: "4242424242424242",
  mastercard: "5555555555554444",
  amex: "378282246310005",
  discover: "6011111111111117",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  stolen: "4000000000009979",
  expired: "4000000000000069",
  processingError: "4000000000000119",
  authenticate: "4000002500003155",
  declinedWhenSaved: "4000000000000341",
} as const;
export const BANKS = { routing: "110000000", pays: "000123456789", r01: "000222222227", r02: "000111111113" } as const;

const KNOWN = [...Object.values(CARDS), BANKS.pays, BANKS.r01, BANKS.r02];
// Digits in groups as people write them. Standing alone: within a hash or a token digits mean nothing.
const GROUPED = /(?<![0-9A-Za-z_])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z_])/g;
/** Milliseconds since 1970; no card network's numbers of thirteen digits begin so. */
const INSTANT = /^1[5-9]\d{11}$/;

/** What in a text is, or may be, the number of a card or of a test bank account: the last four digits of each. */
export function findNumbers(text: string): string[] {
  const found = readings(text).flatMap((reading) => {
    const digits = reading.replace(/[^0-9]+/g, (gap) => (/^[ \-+.]$/.test(gap) ? "" : " "));
    const known = KNOWN.filter((number) => digits.includes(number));
    const other = (reading.match(GROUPED) ?? []).map((part) => part.replace(/[ -]/g, ""));
    return [...known, ...other.filter((number) => !INSTANT.test(number) && passesLuhn(number))];
  });
  return [...new Set(found)].map((number) => `a number that ends in ${number.slice(-4)}`);
}

/** The text, and the same unescaped once. */
function readings(text: string): string[] {
  const plain = text.replaceAll("+", " ").replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => {
    return String.fromCharCode(Number.parseInt(code, 16));
  });
  return plain === text ? [text] : [text, plain];
}

function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, character] of [...number].reverse().entries()) {
    const doubled = Number(character) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
