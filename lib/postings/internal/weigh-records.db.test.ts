import { beforeAll, describe, expect, it } from "vitest";
import type { ItemRef, ReadItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { idOfItem } from "@/lib/matter-systems/rules";
import { inFirm } from "@/lib/platform/tx";
import { clockAfter, MINUTE_MS } from "@/tests/support/money-bench";
import { inventItem, makePostingBench, type PostingBench } from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { matchPostings, type SystemOf } from "../match-postings";
import { sumUnconfirmed } from "../queries";

/** An invoice and a trust ledger that bear the same number, as Aderant's BILLP_UNO and TRUST_ID may. */
const test = useTestDatabase();
const INVOICE = inventItem({ key: "17", balanceCents: 50_000 });
const LEDGER = inventItem({
  ...{ key: "17", kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null, balanceCents: 9_000 },
});
let bench: PostingBench;

beforeAll(async () => {
  bench = await makePostingBench(test, "frm_alike");
  await bench.payLines([{ item: INVOICE, amountCents: 50_000 }]);
  await bench.payLines([{ item: LEDGER, amountCents: 30_000 }]);
});

const systemOf: SystemOf = () => {
  const readItems = async (refs: readonly ItemRef[]): Promise<ReadItem[]> => {
    const asked = new Set(refs.map(idOfItem));
    return [INVOICE, LEDGER].filter((item) => asked.has(idOfItem(item))).map((item) => ({ ...item, status: "open" }));
  };
  return { readItems } as MatterSystem;
};

describe("an invoice and a ledger that the matter system numbers alike", () => {
  it("are two items: each payment is weighed against its own", async () => {
    await matchPostings(bench.firm.ctxAt(clockAfter(20 * MINUTE_MS)), systemOf);
    expect(await bench.records()).toEqual([
      ["pending", "", 50_000, "payment", false],
      ["pending", "", 30_000, "payment", false],
    ]);
  });

  it("lend each other nothing of what is on its way", async () => {
    const ctx = bench.firm.ctxAt();
    const sums = await inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, bench.connectionId, [INVOICE]));
    expect(sums.get(idOfItem(INVOICE))).toBe(50_000);
  });
});
