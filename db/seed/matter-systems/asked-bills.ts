import { addDays } from "./dates";
import type { StoryPeople } from "./people";
import type { StoryBill, StoryCredit, StoryTrustLedger } from "./story";

const RETAINER_CENTS = 250_000;

/** A bill that a payment of the demo firm was for, so that its posting finds what it is put on. */
export type AskedBill = {
  number: number;
  clientNumber: string;
  /** Empty: the client's first. */
  matterNumber: string;
  paidOn: string;
  cents: number;
  /** Booked by the matter system already, with the reference of the posting. */
  receipts: readonly { on: string; cents: number; reference: string }[];
};

/** A trust ledger that payments of the demo firm went to, at its IOLTA account. */
export type AskedDeposit = {
  matterNumber: string;
  /** Booked by the matter system already, with the reference of the posting. */
  receipts: readonly { on: string; cents: number; reference: string }[];
};

export type Asked = { bills: readonly AskedBill[]; deposits: readonly AskedDeposit[] };

/** Those whose client the story knows. Their places follow those of `after` bills. */
export function tellAskedBills(
  people: StoryPeople,
  input: { asked: readonly AskedBill[]; after: number },
): StoryBill[] {
  let place = input.after;
  return input.asked.flatMap((bill): StoryBill[] => {
    const own = people.matters.filter((one) => one.client.number === bill.clientNumber && !one.isClosed);
    const matter = own.find((one) => one.number === bill.matterNumber) ?? own[0];
    if (!matter) return [];
    place += 1;
    const credits = bill.receipts.map((receipt): StoryCredit => ({ ...receipt, kind: "receipt" }));
    return [
      {
        place,
        number: bill.number,
        datedOn: addDays(bill.paidOn, -30),
        fate: "billed",
        parts: [{ matter, cents: bill.cents }],
        shares: [{ payor: matter.client, percent: null, cents: bill.cents, credits }],
      },
    ];
  });
}

/** The ledgers with these deposits; one that is not there begins with a retainer. */
export function addAskedDeposits(
  people: StoryPeople,
  ledgers: readonly StoryTrustLedger[],
  { asked, today }: { asked: readonly AskedDeposit[]; today: string },
): StoryTrustLedger[] {
  const all = [...ledgers];
  for (const { matterNumber, receipts } of asked) {
    const matter = people.matters.find(({ number }) => number === matterNumber);
    if (!matter) continue;
    const at = all.findIndex((ledger) => ledger.matter === matter && ledger.bank === "IOLTA");
    const begun = { on: addDays(today, -400), cents: RETAINER_CENTS, reference: "WIRE", note: "Retainer" };
    const known = all[at] ?? { place: all.length + 1, matter, bank: "IOLTA" as const, moves: [begun] };
    const moves = [...known.moves, ...receipts.map((receipt) => ({ ...receipt, note: "Docketpay payment" }))];
    all.splice(at === -1 ? all.length : at, 1, { ...known, moves });
  }
  return all;
}
