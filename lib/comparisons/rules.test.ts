import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GATEWAY_CHARGE_STATUSES } from "@/lib/gateways/port";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/payments/model";
import type { OurCharge, TheirCharge } from "./model";
import {
  compareBooks,
  compareCharge,
  decideMissing,
  isComparisonDue,
  readChargeKey,
  sourceOfObligation,
  windowStart,
} from "./rules";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date("2026-05-04T15:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);

function ours(changes: Partial<OurCharge> = {}): OurCharge {
  return {
    reference: "pay_1",
    gatewayRef: "ch_1",
    status: "approved",
    amountCents: 10_000,
    currency: "USD",
    refundedCents: 0,
    refundsUnderWayCents: 0,
    isBeingVoided: false,
    chargedAt: ago(2 * HOUR_MS),
    ...changes,
  };
}
function theirs(changes: Partial<TheirCharge> = {}): TheirCharge {
  const { reference, gatewayRef, amountCents, currency, refundedCents, chargedAt } = ours();
  return { reference, gatewayRef, status: "approved", amountCents, currency, refundedCents, chargedAt, ...changes };
}
const said = (found: ReturnType<typeof compareCharge>) => found.map((one) => [one.kind, one.differenceCents]);

describe("one charge in both books", () => {
  it.each<[string, Partial<OurCharge> | null, Partial<TheirCharge>, [string, number][]]>([
    ["the same", {}, {}, []],
    ["settled there already", {}, { status: "settled" }, []],
    ["one cent more there", {}, { amountCents: 10_001 }, [["amount", 1]]],
    ["one cent less there", {}, { amountCents: 9_999 }, [["amount", -1]]],
    ["another currency", {}, { currency: "CAD" }, [["currency", 0]]],
    ["a refund that only they know", {}, { refundedCents: 1, status: "partially_refunded" }, [["refunded", 1]]],
    ["a refund that only we know", { refundedCents: 500, status: "partially_refunded" }, {}, [["refunded", -500]]],
    ["a refund under way, not there yet", { refundsUnderWayCents: 500 }, {}, []],
    [
      "a refund under way, there already",
      { refundsUnderWayCents: 500 },
      { refundedCents: 500, status: "partially_refunded" },
      [],
    ],
    ["more refunded than is under way", { refundsUnderWayCents: 500 }, { refundedCents: 501 }, [["refunded", 501]]],
    ["returned there", { status: "settled" }, { status: "returned" }, [["status", -10_000]]],
    ["returned here alone", { status: "returned" }, { status: "settled" }, [["status", 10_000]]],
    ["voided there while our void is under way", { isBeingVoided: true }, { status: "voided" }, []],
    ["voided in both", { status: "voided" }, { status: "voided" }, []],
    ["a lost dispute", { status: "dispute_lost" }, { status: "disputed" }, []],
    ["declined in both", { status: "declined" }, { status: "declined" }, []],
    ["a challenge nobody answered", { status: "declined" }, { status: "voided" }, []],
    ["taken there, declined here", { status: "declined" }, {}, [["money_of_nobody", 10_000]]],
    ["taken there, given up here", { status: "error" }, { status: "settled" }, [["money_of_nobody", 10_000]]],
    ["declined here, given back there", { status: "declined" }, { status: "refunded", refundedCents: 10_000 }, []],
    ["taken here, declined there", {}, { status: "declined" }, [["status", -10_000]]],
    ["under way here, taken there", { status: "unknown", gatewayRef: "" }, {}, []],
    ["another charge under our reference", {}, { gatewayRef: "ch_2" }, [["charged_twice", 10_000]]],
    ["another try under our reference that took nothing", {}, { gatewayRef: "ch_2", status: "declined" }, []],
    ["unknown here", null, {}, [["missing_here", 10_000]]],
    ["unknown here, but nothing was taken", null, { status: "declined" }, []],
    ["unknown here, voided there", null, { status: "voided" }, []],
  ])("%s", (_name, ourChanges, theirChanges, expected) => {
    expect(said(compareCharge(ourChanges && ours(ourChanges), theirs(theirChanges)))).toEqual(expected);
  });

  it.each<[PaymentStatus, number, string | undefined]>([
    ["approved", 2 * HOUR_MS, "missing_there"],
    ["refunded", DAY_MS, "missing_there"],
    ["approved", HOUR_MS - 1, undefined],
    ["declined", DAY_MS, undefined],
    ["unknown", DAY_MS, undefined],
    ["voided", DAY_MS, undefined],
  ])("ours alone, %s, %i ms old", (status, age, kind) => {
    expect(decideMissing(ours({ status, chargedAt: ago(age) }), NOW)?.kind).toBe(kind);
  });
});

function statusOf(amountCents: number, refundedCents: number): "approved" | "partially_refunded" | "refunded" {
  if (refundedCents === 0) return "approved";
  return refundedCents < amountCents ? "partially_refunded" : "refunded";
}

const cents = fc.integer({ min: 1, max: 10 ** 9 });
const book = fc
  .uniqueArray(
    fc.record({
      n: fc.integer({ min: 0, max: 10 ** 6 }),
      amountCents: cents,
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    {
      selector: (row) => row.n,
      maxLength: 30,
    },
  )
  .map((rows) =>
    rows.map(({ n, amountCents, part }) => {
      const refundedCents = Math.floor(amountCents * part);
      const status = statusOf(amountCents, refundedCents);
      const facts = { reference: `pay_${n}`, gatewayRef: `ch_${n}`, amountCents, refundedCents };
      return { ours: ours({ ...facts, status }), theirs: theirs({ ...facts, status }) };
    }),
  );

describe("whole books, both ways", () => {
  it("find nothing in equal ones, in any order", () => {
    fc.assert(
      fc.property(book, fc.boolean(), (pairs, isTurned) => {
        const list = pairs.map((pair) => pair.theirs);
        expect(
          compareBooks(
            pairs.map((pair) => pair.ours),
            isTurned ? list.reverse() : list,
            NOW,
          ),
        ).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("find exactly the one line that was changed, dropped or doubled, to the cent", () => {
    const harm = fc.constantFrom("cent", "drop_here", "drop_there", "twice", "refund");
    fc.assert(
      fc.property(
        book.filter((pairs) => pairs.length > 0),
        fc.nat(),
        harm,
        (pairs, at, what) => {
          const hit = pairs[at % pairs.length];
          if (!hit) return;
          const mine = pairs.map((pair) => pair.ours).filter((one) => what !== "drop_here" || one !== hit.ours);
          const listed = pairs.flatMap((pair) => {
            if (pair !== hit) return [pair.theirs];
            if (what === "cent") return [{ ...pair.theirs, amountCents: pair.theirs.amountCents + 1 }];
            if (what === "refund") return [{ ...pair.theirs, refundedCents: pair.theirs.refundedCents + 1 }];
            if (what === "twice") return [pair.theirs, { ...pair.theirs, gatewayRef: "ch_again" }];
            return what === "drop_there" ? [] : [pair.theirs];
          });
          const sum = hit.ours.amountCents;
          const expected = {
            cent: ["amount", 1],
            refund: ["refunded", 1],
            twice: ["charged_twice", sum],
            drop_here: ["missing_here", sum],
            drop_there: ["missing_there", -sum],
          }[what];
          expect(compareBooks(mine, listed, NOW).map((one) => [one.kind, one.differenceCents, one.reference])).toEqual([
            [...expected, hit.ours.reference],
          ]);
        },
      ),
      { numRuns: 4_000 },
    );
  });

  it("tell the second of two charges that we lost both", () => {
    const found = compareBooks([], [theirs(), theirs({ gatewayRef: "ch_2" })], NOW);
    expect(found.map((one) => [one.kind, one.gatewayRef])).toEqual([
      ["missing_here", "ch_1"],
      ["charged_twice", "ch_2"],
    ]);
  });

  it("never call anything a break while ours is under way, and know every pair of words", () => {
    for (const status of PAYMENT_STATUSES)
      for (const there of GATEWAY_CHARGE_STATUSES) {
        const found = compareCharge(ours({ status }), theirs({ status: there }));
        if (["created", "processing", "unknown"].includes(status)) expect(found).toEqual([]);
        expect(found.length).toBeLessThanOrEqual(1);
      }
  });
});

describe("when an account is due", () => {
  const at = (ms: number, isFailed = false) => ({ startedAt: ago(ms), isFailed });
  it.each([
    ["never compared", null, null, null, true],
    ["an hour ago", at(HOUR_MS), at(HOUR_MS), null, false],
    ["a day ago", at(DAY_MS), at(DAY_MS), null, true],
    ["a day ago, but tried in vain just now", at(DAY_MS), at(60_000, true), null, false],
    ["tried in vain a quarter of an hour ago", at(DAY_MS), at(15 * 60_000, true), null, true],
    ["an hour ago, restored since", at(HOUR_MS), at(HOUR_MS), ago(60_000), true],
    ["restored, tried in vain a minute ago", at(HOUR_MS), at(60_000, true), ago(120_000), true],
    ["restored, compared since", at(60_000), at(60_000), ago(120_000), false],
  ])("%s", (_name, lastDone, lastTried, restoredAt, isDue) => {
    expect(isComparisonDue({ now: NOW, lastDone, lastTried, restoredAt })).toBe(isDue);
  });

  it.each<[string, { since?: number; done?: number; open?: number; importing?: boolean }, number]>([
    ["five weeks back", {}, 35],
    ["not before the account, but for an overlap", { since: 10 }, 12],
    ["to the end of the last one, if that is older", { done: 60 }, 62],
    ["half a year after a restore", { importing: true }, 180],
    ["as far as a break is open", { open: 90 }, 90],
  ])("reads %s", (_name, { since = 1_000, done = 1, open, importing = false }, days) => {
    const start = windowStart({
      now: NOW,
      accountSince: ago(since * DAY_MS),
      lastDoneUntil: ago(done * DAY_MS),
      oldestOpenBreak: open === undefined ? null : ago(open * DAY_MS),
      isImporting: importing,
    });
    expect(Math.floor((NOW.getTime() - start.getTime()) / DAY_MS)).toBe(days);
  });
});

describe("the words of an idempotency key", () => {
  it.each([
    ["link:lnk_0abc:2", { obligation: "link:lnk_0abc", attempt: 2, linkId: "lnk_0abc" }],
    ["schedule:sch_1:2026-05-01:1", { obligation: "schedule:sch_1:2026-05-01", attempt: 1, linkId: null }],
    ["link:lnk_0abc:0", null],
    ["link:lnk_0abc", null],
    ["something else", null],
    ["", null],
  ])("%s", (key, expected) => {
    expect(readChargeKey(key)).toEqual(expected);
  });

  it("tell the source that is left", () => {
    expect(sourceOfObligation("auto-pay:aut_1:2026-05-01")).toBe("auto_pay");
    expect(sourceOfObligation("form:req_01")).toBe("enter_payment");
    expect(sourceOfObligation("page:psb_01")).toBe("payment_page");
    expect(sourceOfObligation("x:1")).toBe("api");
  });
});
