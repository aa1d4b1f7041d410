/** What a posting file says, in the matter system's own words: nothing here is shared with the program that wrote it. */

export type DeliveredReceipt = {
  /** By which the receipt is found again. */
  reference: string;
  /** Of a receipt that takes another back, that one's; else empty. */
  reverses: string;
  kind: "invoice" | "trust";
  client: string;
  matter: string;
  invoice: string;
  payor: string;
  /** What the file calls the row that is paid, where it does; else empty. */
  itemKey: string;
  cents: number;
  bank: string;
  type: string;
  ledgerCode: string;
  /** ISO calendar date. */
  on: string;
  note: string;
};

export type DeliveredFile = { batch: string; receipts: readonly DeliveredReceipt[] };

/** The matter system does not take the file; `message` says why in words. */
export class RefusedFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RefusedFile";
  }
}

/** Two decimals after a point and an optional sign, nothing else: "1250.00", "-87.25". */
export function readAmount(text: string, where: string): number {
  const [, sign, units, hundredths] = /^([+-]?)(\d{1,12})\.(\d{2})$/.exec(text) ?? [];
  if (units === undefined || hundredths === undefined) throw new RefusedFile(`${where}: "${text}" is no amount.`);
  return (sign === "-" ? -1 : 1) * (Number(units) * 100 + Number(hundredths));
}

export function readCount(text: string, where: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RefusedFile(`${where}: "${text}" is no number of records.`);
  return Number(text);
}

/** Checked against the calendar; `pattern` has the groups y, m and d. A year of two digits is of this century. */
export function readDay(text: string, pattern: RegExp, where: string): string {
  const { y = "", m = "", d = "" } = pattern.exec(text)?.groups ?? {};
  const on = `${y.length === 2 ? `20${y}` : y}-${m}-${d}`;
  const isDay = !Number.isNaN(Date.parse(on)) && new Date(on).toISOString().startsWith(on);
  if (!isDay) throw new RefusedFile(`${where}: "${text}" is no date.`);
  return on;
}

/** A total that does not add up means that lines are missing or wrong: nothing of the file is taken. */
export function requireTotals(receipts: readonly DeliveredReceipt[], said: { records: number; cents: number }): void {
  const cents = receipts.reduce((sum, receipt) => sum + receipt.cents, 0);
  if (receipts.length !== said.records)
    throw new RefusedFile(`The trailer says ${said.records} records, the file holds ${receipts.length}.`);
  if (cents !== said.cents)
    throw new RefusedFile(`The trailer says ${said.cents} cents in all, the records add up to ${cents}.`);
}
