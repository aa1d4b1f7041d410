import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MATTER_SYSTEMS } from "@/lib/matter-systems/model";
import { endNews } from "@/lib/platform/news";
import { queuePostings } from "@/lib/postings/queue-postings";
import { sendPostings } from "@/lib/postings/send-postings";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { DESCRIPTION, startPortalSide, startServiceSide, type TestLine, waitFor } from "../support/connect-bench";
import { clockAfter, HOUR_MS } from "../support/money-bench";
import { makePostingBench, openPostingSystem, type PostingBench, type PostingSystem } from "../support/posting-bench";
import type { RouteServer } from "../support/route-server";
import { useTestDatabase } from "../support/test-database";

/**
 * The whole way, for each of the four systems: a link is paid, its records are judged, posted, carried over the line to the Connect service,
 * written to its folder, read by the system's own importer, and confirmed; then a part is refunded and takes the same way back.
 */
const test = useTestDatabase();
let portal: RouteServer;
let line: TestLine | null = null;

beforeAll(async () => {
  portal = await startPortalSide();
});

afterEach(async () => {
  await line?.stop();
  line = null;
});

afterAll(async () => {
  await portal.stop();
  await endNews({ forGood: false });
});

describe.each(MATTER_SYSTEMS)("postings to %s", (id) => {
  let place: PostingSystem;
  let bench: PostingBench;

  beforeEach(async () => {
    place = await openPostingSystem(test, id);
    bench = await makePostingBench(test, `frm_${id.toLowerCase()}`, place);
    const serving = startServiceSide(portal.url, bench.key, {
      ...{ systemId: id, system: place.system, instance: `instance-of-${id}-tests` },
      look: async () => ({ scriptVersion: DESCRIPTION.scriptVersion, health: [] }),
    });
    line = serving;
    await waitFor("the line", () => serving.isConnected());
  });

  afterEach(() => place.close());

  const send = (ms: number) => sendPostings(bench.firm.ctxAt(clockAfter(ms)));
  const confirmed = async () => {
    const rows = await test.asOwner<{ state: string; confirmed: boolean }>(
      "select state, confirmed_at is not null as confirmed from postings where firm_id = $1 order by number",
      [bench.firm.firmId],
    );
    return rows.map((row) => [row.state, row.confirmed]);
  };

  it("come in to the cent, and go back to the cent", async () => {
    const invoice = await bench.findInvoice("204118");
    const other = await bench.findInvoice("204077");
    const ledger = await bench.findLedger("10427-0003");
    const lines = [
      { item: invoice, amountCents: 100_001 },
      { item: other, amountCents: 50_000 },
    ];
    const { paymentId } = await bench.payLines(lines);
    await bench.payLines([{ item: ledger, amountCents: 75_000 }]);
    await send(0);
    await queuePostings(bench.clerkAfter(), { all: true });
    expect(await send(0)).toMatchObject({ failed: 0 });
    expect(place.files()).toHaveLength(2);
    await place.importNow();
    expect(place.refused).toEqual([]);
    await send(HOUR_MS);
    expect(await confirmed()).toEqual([
      ["posted", true],
      ["posted", true],
      ["posted", true],
    ]);
    const key = "request-of-the-way-back";
    await refundPayment(
      bench.clerkAfter(HOUR_MS),
      RefundInput.parse({ paymentId, amountCents: 60_001, requestKey: key }),
    );
    await send(HOUR_MS);
    await queuePostings(bench.clerkAfter(HOUR_MS), { all: true });
    await send(HOUR_MS);
    await place.importNow();
    expect(place.refused).toEqual([]);
    await send(2 * HOUR_MS);
    expect((await confirmed()).every(([state, isConfirmed]) => state === "posted" && isConfirmed)).toBe(true);
    expect(await confirmed()).toHaveLength(5);
    expect((await bench.findInvoice("204118")).balanceCents).toBe(invoice.balanceCents - 90_000);
    expect((await bench.findInvoice("204077")).balanceCents).toBe(other.balanceCents);
    expect((await bench.findLedger("10427-0003")).balanceCents).toBe(ledger.balanceCents + 75_000);
  });
});
