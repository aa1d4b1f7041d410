import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES, type PaymentStatus } from "./model";
import {
  CLAIM_RELEASED,
  CLOSE_AFTER_MS,
  decideRecovery,
  decideRefund,
  holdsClaim,
  idempotencyKeyOf,
  mayMove,
  nextCheckMs,
  nextWatchMs,
  PAYMENT_MOVES,
  pathBetween,
  RESEND_LIMIT_MS,
  refundableCents,
  statusAfterRefund,
} from "./rules";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// One line per status, written out a second time on purpose: a changed table must be changed in both places.
const LEGAL: Record<PaymentStatus, string> = {
  created: "processing error",
  processing: "approved declined error unknown pending",
  approved: "settled voided partially_refunded refunded disputed",
  settled: "partially_refunded refunded returned disputed",
  declined: "",
  error: "",
  unknown: "approved declined error pending",
  pending: "settled returned voided",
  voided: "",
  partially_refunded: "refunded returned disputed",
  refunded: "disputed returned",
  returned: "",
  disputed: "dispute_lost settled partially_refunded refunded",
  dispute_lost: "disputed settled partially_refunded refunded",
};

const pairs = PAYMENT_STATUSES.flatMap((from) =>
  PAYMENT_STATUSES.map((to) => ({ from, to, isLegal: LEGAL[from].split(" ").includes(to) })),
);

describe("moves", () => {
  it.each(pairs)("$from to $to: $isLegal", ({ from, to, isLegal }) => {
    expect(mayMove(from, to)).toBe(isLegal);
  });

  it.each<[PaymentStatus, PaymentStatus, string | undefined]>([
    ["approved", "settled", "settled"],
    ["approved", "returned", "settled returned"],
    ["approved", "dispute_lost", "disputed dispute_lost"],
    ["settled", "dispute_lost", "disputed dispute_lost"],
    ["refunded", "dispute_lost", "disputed dispute_lost"],
    ["pending", "disputed", "settled disputed"],
    ["disputed", "returned", "settled returned"],
    ["dispute_lost", "refunded", "refunded"],
    ["voided", "settled", undefined],
    ["settled", "voided", undefined],
    ["declined", "approved", undefined],
  ])("from %s, %s is reached over: %s", (from, to, way) => {
    expect(pathBetween(from, to)?.join(" ")).toBe(way);
  });

  it("between any two states lead over legal steps only, and never in a circle", () => {
    for (const { from, to } of pairs) {
      const way = pathBetween(from, to) ?? [];
      [from, ...way].reduce((last, next) => {
        expect(mayMove(last, next)).toBe(true);
        return next;
      });
      expect(new Set(way).size).toBe(way.length);
    }
  });

  it("never lead out of a definite no, nor from taken money to a no that frees the claim", () => {
    const path = fc.array(fc.nat(), { maxLength: 12 }).map((choices) => {
      const walked: PaymentStatus[] = ["created"];
      for (const choice of choices) {
        const next = PAYMENT_MOVES[walked.at(-1) ?? "created"];
        const status = next[choice % Math.max(1, next.length)];
        if (status === undefined) break;
        walked.push(status);
      }
      return walked;
    });
    fc.assert(
      fc.property(path, (walked) => {
        const no = walked.findIndex((status) => status === "declined" || status === "error");
        if (no >= 0) expect(walked).toHaveLength(no + 1);
        const taken = walked.findIndex((status) => status === "approved" || status === "pending");
        const freed = walked.slice(taken + 1).filter((status) => !holdsClaim(status));
        if (taken >= 0) expect(freed.filter((status) => status !== "voided")).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never come back to a state in which the gateway has not answered", () => {
    for (const from of PAYMENT_STATUSES)
      for (const to of PAYMENT_MOVES[from])
        if (to === "created" || to === "processing" || to === "unknown")
          expect(["created", "processing"]).toContain(from);
  });

  it("free the claim in exactly three states", () => {
    expect(PAYMENT_STATUSES.filter((status) => !holdsClaim(status))).toEqual(["declined", "error", "voided"]);
    expect([...CLAIM_RELEASED].sort()).toEqual(["declined", "error", "voided"]);
  });

  it("name one key per attempt", () => {
    expect(idempotencyKeyOf("link:lnk_1", 2)).toBe("link:lnk_1:2");
  });
});

describe("decideRecovery", () => {
  const ask = (status: PaymentStatus, found: "found" | "absent" | "unknown", sinceSubmitMs: number, checks = 0) =>
    decideRecovery({ status, found, sinceSubmitMs, checks });

  it.each<[PaymentStatus, "found" | "absent" | "unknown", number, ReturnType<typeof decideRecovery>]>([
    ["processing", "found", 0, { kind: "record" }],
    ["unknown", "found", 90 * DAY, { kind: "record" }],
    ["settled", "found", DAY, { kind: "record" }],
    ["processing", "absent", 2 * MINUTE, { kind: "resend" }],
    ["unknown", "absent", RESEND_LIMIT_MS - 1, { kind: "resend" }],
    ["unknown", "absent", RESEND_LIMIT_MS, { kind: "wait", afterMs: CLOSE_AFTER_MS - RESEND_LIMIT_MS }],
    ["unknown", "absent", CLOSE_AFTER_MS - 1, { kind: "wait", afterMs: 1 }],
    ["unknown", "absent", CLOSE_AFTER_MS, { kind: "close" }],
    ["processing", "absent", 30 * DAY, { kind: "close" }],
    ["unknown", "unknown", MINUTE, { kind: "wait", afterMs: MINUTE }],
    ["unknown", "unknown", 30 * DAY, { kind: "wait", afterMs: MINUTE }],
    ["pending", "absent", 30 * DAY, { kind: "wait", afterMs: MINUTE }],
    ["approved", "absent", 0, { kind: "wait", afterMs: MINUTE }],
  ])("%s, the gateway says %s, %i ms after sending", (status, found, sinceSubmitMs, expected) => {
    expect(ask(status, found, sinceSubmitMs)).toEqual(expected);
  });

  it("sends again only what the gateway denies having, while its key is remembered, and never both sends and closes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAYMENT_STATUSES),
        fc.constantFrom("found" as const, "absent" as const, "unknown" as const),
        fc.integer({ min: 0, max: 40 * DAY }),
        fc.nat(60),
        (status, found, since, checks) => {
          const { kind } = ask(status, found, since, checks);
          if (kind === "resend" || kind === "close") {
            expect(found).toBe("absent");
            expect(["processing", "unknown"]).toContain(status);
          }
          // Ten minutes lie between the last sending and the first giving up; a call takes seconds.
          if (kind === "resend") expect(since).toBeLessThan(20 * HOUR);
          if (kind === "close") expect(since).toBeGreaterThanOrEqual(20 * HOUR + 10 * MINUTE);
          if (found === "unknown") expect(kind).toBe("wait");
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe("when to look again", () => {
  it.each([
    [0, MINUTE],
    [1, 5 * MINUTE],
    [2, 15 * MINUTE],
    [3, HOUR],
    [26, HOUR],
    [27, DAY],
    [1_000, DAY],
  ])("an open one after %i looks: %i ms", (checks, ms) => {
    expect(nextCheckMs(checks)).toBe(ms);
  });

  it("an approved one daily until it settles, then ever more rarely for 120 days", () => {
    expect([0, 5, 99].map((checks) => nextWatchMs(false, checks))).toEqual([DAY, DAY, DAY]);
    const days = Array.from({ length: 9 }, (_, checks) => nextWatchMs(true, checks)).map((ms) => (ms ?? 0) / DAY);
    expect(days).toEqual([1, 2, 4, 8, 15, 30, 30, 30, 0]);
    expect(days.reduce((sum, each) => sum + each)).toBe(120);
    expect(nextWatchMs(true, 8)).toBeNull();
  });
});

describe("decideRefund", () => {
  const paid = { status: "approved" as PaymentStatus, amountCents: 10_000, refundedCents: 0, underWayCents: 0 };
  it.each([
    ["all of it", { ...paid, askedCents: 10_000 }, { ok: true }],
    ["one cent", { ...paid, askedCents: 1 }, { ok: true }],
    ["nothing", { ...paid, askedCents: 0 }, { ok: false, refusal: "amount_too_small", restCents: 10_000 }],
    ["less than nothing", { ...paid, askedCents: -1 }, { ok: false, refusal: "amount_too_small", restCents: 10_000 }],
    [
      "a cent too much",
      { ...paid, askedCents: 10_001 },
      { ok: false, refusal: "amount_above_rest", restCents: 10_000 },
    ],
    ["the rest", { ...paid, refundedCents: 6_000, askedCents: 4_000 }, { ok: true }],
    [
      "more than the rest",
      { ...paid, refundedCents: 6_000, askedCents: 4_001 },
      { ok: false, refusal: "amount_above_rest", restCents: 4_000 },
    ],
    [
      "what is under way already",
      { ...paid, underWayCents: 6_000, askedCents: 6_000 },
      { ok: false, refusal: "amount_above_rest", restCents: 4_000 },
    ],
    [
      "of what is all under way",
      { ...paid, refundedCents: 4_000, underWayCents: 6_000, askedCents: 1 },
      { ok: false, refusal: "not_refundable", restCents: 0 },
    ],
  ])("%s", (_name, input, expected) => {
    expect(decideRefund(input)).toEqual(expected);
  });

  it.each(PAYMENT_STATUSES)("of a payment that is %s", (status) => {
    const isOpen = ["approved", "settled", "partially_refunded"].includes(status);
    expect(decideRefund({ ...paid, status, askedCents: 1 }).ok).toBe(isOpen);
  });

  it("never lets more go back than came in, whatever is asked in whatever order", () => {
    const ask = fc.record({
      cents: fc.integer({ min: -5, max: 12_000 }),
      answer: fc.constantFrom("done", "refused", "open"),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.array(ask, { maxLength: 30 }), (amountCents, asks) => {
        let refundedCents = 0;
        let underWayCents = 0;
        let status: PaymentStatus = "settled";
        for (const { cents, answer } of asks) {
          const decision = decideRefund({ status, amountCents, refundedCents, underWayCents, askedCents: cents });
          if (!decision.ok) continue;
          if (answer === "open") underWayCents += cents;
          if (answer === "done") {
            refundedCents += cents;
            const after = statusAfterRefund(status, amountCents, refundedCents);
            if (after !== status) expect(mayMove(status, after)).toBe(true);
            status = after;
          }
          expect(refundedCents + underWayCents).toBeLessThanOrEqual(amountCents);
          expect(refundableCents({ status, amountCents, refundedCents, underWayCents })).toBeGreaterThanOrEqual(0);
        }
        expect(status === "refunded").toBe(refundedCents === amountCents);
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves what the bank did: a refund that comes through during a dispute or after a return moves nothing", () => {
    for (const status of PAYMENT_STATUSES)
      for (const refunded of [4_000, 10_000]) {
        const after = statusAfterRefund(status, 10_000, refunded);
        if (after !== status) expect(mayMove(status, after)).toBe(true);
        if (["disputed", "dispute_lost", "returned", "voided"].includes(status)) expect(after).toBe(status);
      }
  });
});
