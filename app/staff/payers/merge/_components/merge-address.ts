export type Address = Record<string, string | string[] | undefined>;

/** What stands in the address bar: the two payers, and the search for the second. */
export function readMergeAddress(address: Address): { a: string; b: string; q: string } {
  const [a, b] = [textOf(address.a).slice(0, 60), textOf(address.b).slice(0, 60)];
  return { a, b: b === a ? "" : b, q: textOf(address.q).trim().slice(0, 120) };
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
