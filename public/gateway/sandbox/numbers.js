// The published test numbers of the sandbox gateway, and how numbers are written. Runs in the payer's browser only: the names in
// the table are all that leaves it. lib/gateways/adapters/sandbox/test-methods.ts knows the same names (a test compares the two).

{
  const CARDS = {
    4242424242424242: "visa",
    5555555555554444: "mastercard",
    378282246310005: "amex",
    6011111111111117: "discover",
    4000000000000002: "declined",
    4000000000009995: "insufficient-funds",
    4000000000009979: "stolen",
    4000000000000069: "expired",
    4000000000000119: "processing-error",
    4000002500003155: "authenticate",
    4000000000000341: "declined-when-saved",
    4000000000000259: "disputed",
  };
  const ROUTING = "110000000";
  const ACCOUNTS = { "000123456789": "bank-pays", "000222222227": "bank-r01", "000111111113": "bank-r02" };
  const BRANDS = [
    { brand: "visa", word: "Visa", starts: /^4/ },
    { brand: "mastercard", word: "Mastercard", starts: /^(5[1-5]|2[2-7])/ },
    { brand: "amex", word: "Amex", starts: /^3[47]/ },
    { brand: "discover", word: "Discover", starts: /^6/ },
  ];

  const digitsOf = (text) => text.replace(/\D/g, "");
  const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : null);

  /** The brand by the first digits, or null while they do not tell. */
  function findBrand(digits) {
    return BRANDS.find((entry) => entry.starts.test(digits)) ?? null;
  }

  /** 4242424242424242 as "4242 4242 4242 4242"; American Express as 4, 6 and 5. */
  function groupNumber(text) {
    const isAmex = findBrand(digitsOf(text))?.brand === "amex";
    const digits = digitsOf(text).slice(0, isAmex ? 15 : 19);
    const groups = isAmex
      ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)]
      : (digits.match(/.{1,4}/g) ?? []);
    return groups.filter(Boolean).join(" ");
  }

  /** Puts the slash in while the date is typed: "1229" and "12/2029" become "12 / 29", "4" becomes "04 / ". */
  function formatExpiry(text, isDeleting) {
    const typedMonth = /^\s*(\d)\s*[/.-]/.exec(text);
    let digits = digitsOf(typedMonth ? `0${text.trimStart()}` : text);
    if (digits.length === 1 && digits > "1") digits = `0${digits}`;
    if (digits.length === 6 && digits.slice(2, 4) === "20") digits = digits.slice(0, 2) + digits.slice(4);
    digits = digits.length > 4 && digits.slice(2, 4) !== "20" ? digits.slice(0, 4) : digits.slice(0, 6);
    if (digits.length < 2 || (digits.length === 2 && isDeleting)) return digits;
    return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
  }

  /** "12 / 29" as {month: 12, year: 2029}; null when it is not a month and a year. */
  function readExpiry(text) {
    const parts = /^(\d{2})\s*\/\s*(\d{2})$/.exec(text.trim());
    const month = Number(parts?.[1]);
    return parts && month >= 1 && month <= 12 ? { month, year: 2000 + Number(parts[2]) } : null;
  }

  /** A card is good through the last day of its month. */
  function isPast(expiry, today) {
    return expiry.year * 12 + expiry.month < today.getFullYear() * 12 + today.getMonth() + 1;
  }

  globalThis.sandboxNumbers = Object.freeze({
    digitsOf,
    findBrand,
    groupNumber,
    formatExpiry,
    readExpiry,
    isPast,
    findCard: (digits) => own(CARDS, digits),
    findBank: (routing, account) => (routing === ROUTING ? own(ACCOUNTS, account) : null),
    isTestRouting: (routing) => routing === ROUTING,
    listNames: () => [...Object.values(CARDS), ...Object.values(ACCOUNTS)],
  });
}
