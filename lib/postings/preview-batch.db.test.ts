import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { HOUR_MS } from "@/tests/support/money-bench";
import {
  makePostingBench,
  openPostingSystem,
  type PostingBench,
  type PostingSystem,
} from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { buildBatches } from "./build-batches";
import { previewBatch } from "./preview-batch";
import { queuePostings } from "./queue-postings";

const test = useTestDatabase();
let place: PostingSystem;
let bench: PostingBench;
let firms = 0;

beforeAll(async () => {
  place = await openPostingSystem(test, "enterprise");
});

afterAll(() => place.close());

beforeEach(async () => {
  firms += 1;
  bench = await makePostingBench(test, `frm_preview_${firms}`, place);
});

const pay = async (number: string, amountCents: number) =>
  (await bench.payLines([{ item: await bench.findInvoice(number), amountCents }])).paymentId;
const refund = (paymentId: string, amountCents: number) =>
  refundPayment(
    bench.clerkAfter(HOUR_MS),
    RefundInput.parse({ paymentId, amountCents, requestKey: `request-${paymentId}` }),
  );

describe("the preview of a file", () => {
  it("of records that stand in a file already is that file, and no other that will never be", async () => {
    await pay("204118", 1_000);
    await pay("204131", 2_000);
    const [first] = await bench.ids();
    await bench.sendAfter();
    await queuePostings(bench.clerkAfter(), { all: true });
    await buildBatches(bench.firm.ctxAt(), bench.systemOf);
    const [written] = await test.asOwner<{ name: string; content: string }>(
      "select file_name as name, content from posting_batches where firm_id = $1",
      [bench.firm.firmId],
    );
    const files = await previewBatch(bench.clerkAfter(), { ids: [first ?? ""] });
    expect(files.map(({ file }) => [file?.fileName, file?.content])).toEqual([[written?.name, written?.content]]);
    expect(files[0]).toMatchObject({ records: 2, totalCents: 3_000, accountName: "Operating" });
  });

  it("leaves out what takes back a record that is not on its way, as posting does", async () => {
    const paymentId = await pay("204118", 1_000);
    await bench.sendAfter();
    await queuePostings(bench.clerkAfter(), { all: true });
    // Queued, so that the refund makes a record of its own; then the first is taken out of the queue by hand.
    await refund(paymentId, 400);
    await test.asOwner(
      "update postings set state = 'pending', queued_at = null where firm_id = $1 and state = 'queued'",
      [bench.firm.firmId],
    );
    const [original, back] = await bench.ids();
    expect(await previewBatch(bench.clerkAfter(), { ids: [back ?? ""] })).toEqual([]);
    expect(await queuePostings(bench.clerkAfter(), { ids: [back ?? ""] })).toMatchObject({ done: 0 });
    const both = await previewBatch(bench.clerkAfter(), { ids: [original ?? "", back ?? ""] });
    expect(both).toMatchObject([{ records: 2, totalCents: 600 }]);
    expect(await previewBatch(bench.clerkAfter(), { all: true })).toMatchObject([{ records: 2, totalCents: 600 }]);
  });
});
