import { addDays } from "./dates";
import type { StoryPeople } from "./people";
import type { StoryBill, StoryCredit } from "./story";

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
