import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { AppError } from "@/lib/platform/errors";
import { clockAfter, HOUR_MS, MINUTE_MS } from "@/tests/support/money-bench";
import {
  makePostingBench,
  openPostingSystem,
  type PostingBench,
  type PostingSystem,
} from "@/tests/support/posting-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { queuePostings } from "./queue-postings";
import { sendPostings } from "./send-postings";

/** From a paid link to the matter system's own receipt, over the procedures, the folder and the importer of a demo matter system. */
const test = useTestDatabase();
let place: PostingSystem;
let bench: PostingBench;
let firms = 0;

beforeAll(async () => {
  place = await openPostingSystem(test);
});

afterAll(() => place.close());

beforeEach(async () => {
  firms += 1;
  bench = await makePostingBench(test, `frm_${firms}`, place);
});

describe("a paid line", () => {
  it("goes into a file once it is posted, and is confirmed when the matter system has taken it in", async () => {
    const item = await bench.findInvoice("204118");
    const { paymentId } = await bench.payLines([{ item, amountCents: 100_000 }]);
    await bench.sendAfter();
    expect(await bench.records()).toEqual([["pending", "", 100_000, "payment", false]]);
    expect(place.files()).toEqual([]);
    expect(await queuePostings(bench.clerkAfter(), { ids: await bench.ids() })).toEqual({ done: 1, skipped: [] });
    await bench.sendAfter();
    const [file] = place.files();
    expect(file?.content).toContain("204118");
    expect(await bench.records(paymentId)).toEqual([["posted", "", 100_000, "payment", false]]);
    await place.importNow();
    expect(place.refused).toEqual([]);
    expect((await bench.findInvoice("204118")).balanceCents).toBe(item.balanceCents - 100_000);
    await bench.sendAfter(2 * MINUTE_MS);
    const [row] = await test.asOwner<Record<string, unknown>>(
      "select confirmed_at is not null as confirmed, receipt_ref <> '' as has_receipt from postings where payment_id = $1",
      [paymentId],
    );
    expect(row).toEqual({ confirmed: true, has_receipt: true });
    expect((await bench.audited("posting_file.delivered")).map(({ detail }) => detail.records)).toEqual([1]);
  });
});
