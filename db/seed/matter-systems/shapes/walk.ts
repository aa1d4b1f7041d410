import type { CopyValue } from "../../copy-rows";
import type { MatterStory, StoryBill, StoryCredit, StoryShare, StoryTrustLedger } from "../story";

/** Ways through a story, row by row, that give each thing the same index each time. Rows that are null are left out. */
type Row = readonly CopyValue[];

export function* each<T>(list: () => Iterable<T>, tell: (one: T) => Row): Iterable<Row> {
  for (const one of list()) yield tell(one);
}

/** `index` counts shares from 1. */
export function* eachShare(
  story: MatterStory,
  tell: (bill: StoryBill, share: StoryShare, index: number) => Row | null,
): Iterable<Row> {
  let index = 0;
  for (const bill of story.bills()) {
    for (const share of bill.shares) {
      const row = tell(bill, share, ++index);
      if (row) yield row;
    }
  }
}

export type ToldReceipt = {
  bill: StoryBill;
  share: StoryShare;
  receipt: StoryCredit;
  index: number;
  shareIndex: number;
};

/** Money that came in on bills, `index` from 1; `shareIndex` is that of `eachShare`. */
export function* eachReceipt(story: MatterStory, tell: (told: ToldReceipt) => Row): Iterable<Row> {
  let index = 0;
  let shareIndex = 0;
  for (const bill of story.bills()) {
    for (const share of bill.shares) {
      shareIndex += 1;
      for (const receipt of share.credits) {
        if (receipt.kind === "receipt") yield tell({ bill, share, receipt, index: ++index, shareIndex });
      }
    }
  }
}

/** `index` counts all moves from 1. */
export function* eachTrustMove(
  story: MatterStory,
  tell: (ledger: StoryTrustLedger, move: StoryTrustLedger["moves"][number], index: number) => Row | null,
): Iterable<Row> {
  let index = 0;
  for (const ledger of story.trustLedgers()) {
    for (const move of ledger.moves) {
      const row = tell(ledger, move, ++index);
      if (row) yield row;
    }
  }
}
