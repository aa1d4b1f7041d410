import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaymentStatus } from "@/lib/payments/model";
import { PAYMENT_MOVES } from "@/lib/payments/rules";
import type { TrustEntryKind, TrustPosition, TrustStanding } from "./model";
import {
  chargeOfMove,
  decideReplacement,
  decideTrustRefund,
  entryOf,
  heldCents,
  isNegative,
  standingOf,
} from "./rules";

const DAY_MS = 86_400_000;
const NOW = new Date("2026-05-20T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const at = (status: PaymentStatus, over: Partial<TrustPosition> = {}): TrustPosition => ({
  status,
  amountCents: 1_000,
  refundedCents: 0,
  disputedCents: null,
  hasSettled: false,
  ...over,
});

describe("heldCents", () => {
  it.each<[PaymentStatus, Partial<TrustPosition>, number]>([
    ["created", {}, 0],
    ["processing", {}, 0],
    ["unknown", {}, 0],
    ["declined", {}, 0],
    ["error", {}, 0],
    ["pending", {}, 1_000],
    ["approved", {}, 1_000],
    ["settled", {}, 1_000],
    ["partially_refunded", { refundedCents: 400 }, 600],
    ["refunded", { refundedCents: 1_000 }, 0],
    ["voided", {}, 0],
    ["returned", {}, 0],
    // The bank takes the whole back, whatever was given back before: another client's money pays for it.
    ["returned", { refundedCents: 400 }, -400],
    ["disputed", {}, 0],
    ["disputed", { disputedCents: 300 }, 700],
    ["dispute_lost", { refundedCents: 200, disputedCents: 1_000 }, -200],
  ])("of %s %o is %i", (status, over, held) => {
    expect(heldCents(at(status, over))).toBe(held);
  });
});

describe("entryOf", () => {
  it.each<[string, TrustPosition | null, TrustPosition, TrustEntryKind | null, number]>([
    ["a card approved", null, at("approved"), "deposit", 1_000],
    ["an eCheck accepted", null, at("pending"), "deposit", 1_000],
    ["a decline", null, at("declined"), null, 0],
    ["settling", at("pending"), at("settled", { hasSettled: true }), null, 0],
    ["a refund", at("settled"), at("partially_refunded", { refundedCents: 250 }), "refund", -250],
    ["a void", at("approved"), at("voided"), "void", -1_000],
    ["an eCheck that never arrived", at("pending"), at("returned"), "deposit_back", -1_000],
    ["a return", at("settled"), at("returned", { hasSettled: true }), "return", -1_000],
    ["a dispute", at("settled"), at("disputed"), "dispute", -1_000],
    ["a lost dispute", at("disputed"), at("dispute_lost"), null, 0],
    ["a dispute won", at("disputed"), at("settled"), "dispute_won", 1_000],
    ["a dispute won after it was lost", at("dispute_lost"), at("settled"), "dispute_won", 1_000],
    ["the same again", at("settled"), at("settled"), null, 0],
  ])("%s", (_name, before, after, kind, cents) => {
    expect(entryOf(before, after)).toEqual(kind === null ? null : { kind, amountCents: cents });
  });
});

const part = (settledAt: Date | null, ...entries: [TrustEntryKind, number][]) => ({
  settledAt,
  entries: entries.map(([kind, amountCents]) => ({ kind, amountCents })),
});
const standing = (total: number, cleared: number, onHold: number, inTransit: number): TrustStanding => ({
  totalCents: total,
  clearedCents: cleared,
  onHoldCents: onHold,
  inTransitCents: inTransit,
});

describe("standingOf", () => {
  it.each<[string, ReturnType<typeof part>[], TrustStanding]>([
    ["nothing", [], standing(0, 0, 0, 0)],
    ["in transit until settled", [part(null, ["deposit", 500])], standing(500, 0, 0, 500)],
    ["on hold once settled", [part(daysAgo(4), ["deposit", 500])], standing(500, 0, 500, 0)],
    ["cleared after the hold days", [part(daysAgo(5), ["deposit", 500])], standing(500, 500, 0, 0)],
    ["a void leaves nothing", [part(null, ["deposit", 500], ["void", -500])], standing(0, 0, 0, 0)],
    [
      "a refund of uncleared money comes out of the matter's cleared money",
      [part(daysAgo(9), ["deposit", 500]), part(null, ["deposit", 300], ["refund", -200])],
      standing(600, 300, 0, 300),
    ],
    [
      "what is short is first missing from what is on hold",
      [
        part(daysAgo(9), ["deposit", 500], ["refund", -500], ["return", -500]),
        part(daysAgo(1), ["deposit", 600]),
        part(null, ["deposit", 50]),
      ],
      standing(150, 0, 100, 50),
    ],
    [
      "what is in transit covers nothing",
      [part(daysAgo(9), ["deposit", 500], ["refund", -200], ["return", -500]), part(null, ["deposit", 900])],
      standing(700, -200, 0, 900),
    ],
    [
      "a replacement is the matter's at once",
      [part(daysAgo(2), ["deposit", 500], ["refund", -200], ["return", -500], ["replacement", 500])],
      standing(300, 300, 0, 0),
    ],
  ])("%s", (_name, parts, expected) => {
    expect(standingOf(parts, 5, NOW)).toEqual(expected);
    expect(isNegative(standingOf(parts, 5, NOW))).toBe(expected.clearedCents < 0);
  });
});

/** A payment that walks over legal moves, with its refunds, as its ledger line by line. */
const history = fc
  .record({
    amountCents: fc.integer({ min: 1, max: 1_000_000 }),
    steps: fc.array(fc.record({ pick: fc.nat(), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 12,
    }),
    settledDaysAgo: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  })
  .map(({ amountCents, steps, settledDaysAgo }) => {
    let position = at("processing", { amountCents });
    let ledgered: TrustPosition | null = null;
    const entries: { kind: TrustEntryKind; amountCents: number }[] = [];
    for (const { pick, share } of steps) {
      const ways = PAYMENT_MOVES[position.status];
      const to = ways[pick % Math.max(1, ways.length)];
      if (to === undefined) break;
      const left = position.amountCents - position.refundedCents;
      let back = 0;
      if (to === "refunded" && !position.status.startsWith("disp")) back = left;
      if (to === "partially_refunded" && !position.status.startsWith("disp")) back = Math.floor(left * share);
      const disputedCents = to === "disputed" ? Math.max(1, Math.floor(amountCents * share)) : position.disputedCents;
      const refundedCents = position.refundedCents + back;
      position = {
        ...position,
        status: to,
        refundedCents,
        disputedCents,
        hasSettled: position.hasSettled || to === "settled",
      };
      const entry = entryOf(ledgered, position);
      if (entry) {
        entries.push(entry);
        ledgered = position;
      }
    }
    return { position, part: { entries, settledAt: settledDaysAgo === null ? null : daysAgo(settledDaysAgo) } };
  });

describe("for any histories", () => {
  const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 1_000) };

  it("the lines of a payment add up to what it holds, whatever its way", () => {
    fc.assert(
      fc.property(history, ({ position, part: { entries } }) => {
        expect(entries.reduce((sum, entry) => sum + entry.amountCents, 0)).toBe(heldCents(position) + 0);
        expect(entries.every(({ amountCents }) => amountCents !== 0)).toBe(true);
      }),
      runs,
    );
  });

  it("the parts of a matter add up to its total, and only what is short is below zero", () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 6 }), fc.integer({ min: 0, max: 30 }), (histories, holdDays) => {
        const now = standingOf(
          histories.map((each) => each.part),
          holdDays,
          NOW,
        );
        expect(now.clearedCents + now.onHoldCents + now.inTransitCents).toBe(now.totalCents);
        expect(now.onHoldCents).toBeGreaterThanOrEqual(0);
        expect(now.inTransitCents).toBeGreaterThanOrEqual(0);
        expect(isNegative(now)).toBe(now.totalCents - now.inTransitCents < 0);
        // Waiting never takes cleared money away.
        const later = standingOf(
          histories.map((each) => each.part),
          0,
          NOW,
        );
        expect(later.clearedCents).toBeGreaterThanOrEqual(now.clearedCents);
        expect(isNegative(later)).toBe(isNegative(now));
      }),
      runs,
    );
  });

  it("a refund that is allowed never takes a matter below zero", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 1_000 }), fc.nat(500), fc.nat(1_500), (cleared, underWay, asked) => {
        const decision = decideTrustRefund({ clearedCents: cleared, underWayCents: underWay, askedCents: asked });
        if (decision.ok && asked > 0) expect(cleared - underWay - asked).toBeGreaterThanOrEqual(0);
        if (!decision.ok) expect(asked).toBeGreaterThan(decision.freeCents);
      }),
      runs,
    );
  });
});

describe("what operating answers for", () => {
  it.each([
    [{ to: "disputed", hasSettled: true }, "chargeback"],
    [{ to: "disputed", hasSettled: false }, "chargeback"],
    [{ to: "returned", hasSettled: true }, "return"],
    // It never arrived: nothing is to be replaced.
    [{ to: "returned", hasSettled: false }, null],
    [{ to: "dispute_lost", hasSettled: true }, null],
    [{ to: "voided", hasSettled: false }, null],
    [{ to: "refunded", hasSettled: true }, null],
  ] as const)("%o: %s", (move, kind) => {
    expect(chargeOfMove(move)).toBe(kind);
  });

  it("the matter's own money may stand for a return or chargeback while it is not below zero, never for a fee", () => {
    const refused = { ok: false, refusal: "trust_not_covered" };
    for (const kind of ["return", "chargeback"] as const) {
      expect(decideReplacement(kind, "covered", standing(0, 0, 0, 0))).toEqual({ ok: true });
      expect(decideReplacement(kind, "covered", standing(100, -50, 0, 150))).toEqual(refused);
    }
    for (const kind of ["fee", "dispute_fee", "chargeback_back"] as const) {
      expect(decideReplacement(kind, "covered", standing(900, 900, 0, 0))).toEqual(refused);
      expect(decideReplacement(kind, "replaced", standing(-1, -1, 0, 0))).toEqual({ ok: true });
    }
  });
});
