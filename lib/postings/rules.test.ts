import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaymentStatus } from "@/lib/payments/model";
import type { PostingCause } from "./model";
import {
  heldCents,
  isConfirmationAlarming,
  isDeliveryAlarming,
  isTimeToPost,
  type Line,
  type LineRecord,
  linesOf,
  netOf,
  nextConfirmMs,
  nextDeliveryMs,
  planRecords,
  REALLOCATED,
  type RecordChange,
  removedByCause,
  removedByOf,
} from "./rules";

const facts = {
  status: "approved" as PaymentStatus,
  amountCents: 10_300,
  surchargeCents: 300,
  refundedCents: 0,
  lostCents: 0,
};

describe("what the firm holds", () => {
  it.each<[string, Partial<typeof facts>, number]>([
    ["all of the claim, never the surcharge", {}, 10_000],
    ["nothing before it is taken", { status: "processing" }, 0],
    ["nothing of what was declined", { status: "declined" }, 0],
    ["all of an eCheck in flight", { status: "pending" }, 10_000],
    ["nothing of what was voided", { status: "voided" }, 0],
    ["nothing of what came back", { status: "returned" }, 0],
    [
      "less by a refund, with its share of the surcharge",
      { status: "partially_refunded", refundedCents: 1_030 },
      9_000,
    ],
    ["nothing after the whole refund", { status: "refunded", refundedCents: 10_300 }, 0],
    ["all of it while a dispute is open", { status: "disputed" }, 10_000],
    ["nothing of a lost dispute", { status: "dispute_lost", lostCents: 10_300 }, 0],
    ["less by both", { status: "disputed", refundedCents: 1_030, lostCents: 2_060 }, 7_000],
    ["never below nothing", { status: "dispute_lost", refundedCents: 5_150, lostCents: 10_300 }, 0],
  ])("%s", (_name, changes, expected) => {
    expect(heldCents({ ...facts, ...changes })).toBe(expected);
  });

  it.each([
    ["approved", "operating", "settled", true],
    ["approved", "trust", "settled", true],
    ["settled", "trust", "settled", true],
    ["pending", "operating", "accepted", true],
    ["pending", "operating", "settled", false],
    ["pending", "trust", "accepted", false],
    ["declined", "operating", "accepted", false],
  ] as const)("of %s %s money, eChecks %s, is posted now: %s", (status, accountKind, echeckPosting, expected) => {
    expect(isTimeToPost({ status, accountKind, echeckPosting })).toBe(expected);
  });
});

/** What a plan makes of records, as the database does. */
function follow(records: LineRecord[], changes: readonly RecordChange[], cause: PostingCause): void {
  for (const change of changes) {
    const record = records.find(({ id }) => change.kind !== "create" && id === change.id);
    if (change.kind === "create") {
      const { place, amountCents, reversesId } = change;
      const id = `pst_${records.length}`;
      records.push({ id, place, cause: change.cause, amountCents, reversesId, state: "pending", removedBy: "" });
    } else if (record && change.kind === "remove") {
      expect(["pending", "incomplete"]).toContain(record.state);
      Object.assign(record, { state: "removed", removedBy: removedByCause(cause) });
    } else if (record) {
      expect(removedByOf(record)).toBe("taken_back");
      Object.assign(record, { state: "pending", removedBy: "" });
    }
  }
}

const LINES: Line[] = [
  { place: 0, amountCents: 5_000 },
  { place: 1, amountCents: 3_000 },
  { place: 2, amountCents: 2_000 },
];

const shown = (records: readonly LineRecord[]) =>
  records.map(({ place, cause, amountCents, state, reversesId }) => [place, cause, amountCents, state, reversesId]);

function made(state: LineRecord["state"] = "pending"): LineRecord[] {
  const records: LineRecord[] = [];
  follow(records, planRecords(LINES, records, 10_000, "payment"), "payment");
  for (const record of records) record.state = state;
  return records;
}

function then(records: LineRecord[], held: number, cause: PostingCause): LineRecord[] {
  follow(records, planRecords(linesOf(records), records, held, cause), cause);
  return records;
}

describe("records of a payment", () => {
  it("begin with one for each line, the first lines first where less is held", () => {
    expect(made().map(({ place, amountCents }) => [place, amountCents])).toEqual([
      [0, 5_000],
      [1, 3_000],
      [2, 2_000],
    ]);
    expect(planRecords(LINES, [], 6_500, "payment").map((each) => each.kind === "create" && each.amountCents)).toEqual([
      5_000, 1_500,
    ]);
  });

  it("that nobody has queued are removed when all of their money goes back", () => {
    expect(then(made(), 0, "return").map(({ state }) => state)).toEqual(["removed", "removed", "removed"]);
  });

  it("that nobody has queued are replaced by what is left, the last line first", () => {
    expect(shown(then(made(), 7_100, "refund:ref_1"))).toEqual([
      [0, "payment", 5_000, "pending", null],
      [1, "payment", 3_000, "removed", null],
      [2, "payment", 2_000, "removed", null],
      [1, "refund:ref_1", 2_100, "pending", null],
    ]);
  });

  it.each(["queued", "posted"] as const)("that are %s are taken back by linked ones", (state) => {
    expect(shown(then(made(state), 7_100, "refund:ref_1")).slice(3)).toEqual([
      [1, "refund:ref_1", -900, "pending", "pst_1"],
      [2, "refund:ref_1", -2_000, "pending", "pst_2"],
    ]);
  });

  it("are taken back once for each refund, to the cent", () => {
    const records = made("posted");
    for (let cents = 9_900; cents >= 0; cents -= 100) then(records, cents, `refund:ref_${cents}`);
    expect(records.slice(3).every(({ amountCents }) => amountCents === -100)).toBe(true);
    expect(records).toHaveLength(103);
    expect([0, 1, 2].map((place) => netOf(records, place))).toEqual([0, 0, 0]);
  });

  it("come back after a dispute that was lost is won: removed ones themselves, sent ones by a record of their own", () => {
    const free = then(then(made(), 0, "dispute_lost:dp_1"), 10_000, "dispute_won:dp_1");
    expect(free.map(({ state }) => state)).toEqual(["pending", "pending", "pending"]);
    const sent = then(made("posted"), 0, "dispute_lost:dp_1");
    for (const record of sent) record.state = "posted";
    expect(shown(then(sent, 10_000, "dispute_won:dp_1")).slice(6)).toEqual([
      [0, "dispute_won:dp_1", 5_000, "pending", "pst_3"],
      [1, "dispute_won:dp_1", 3_000, "pending", "pst_4"],
      [2, "dispute_won:dp_1", 2_000, "pending", "pst_5"],
    ]);
  });

  it("of a lost dispute that nobody has sent on are removed when it is won", () => {
    const records = then(then(made("posted"), 0, "dispute_lost:dp_1"), 10_000, "dispute_won:dp_1");
    expect(records.map(({ state }) => state)).toEqual(["posted", "posted", "posted", "removed", "removed", "removed"]);
  });

  it("that a person removed are taken back too, so that somebody sees to it", () => {
    const records = made("removed").map((record) => ({ ...record, removedBy: "user:usr_1" }));
    expect(shown(then(records, 8_000, "void")).at(-1)).toEqual([2, "void", -2_000, "pending", "pst_2"]);
  });

  it("that were reallocated leave their place to those that stand for them", () => {
    const records = made();
    const [first] = records;
    if (first) Object.assign(first, { state: "removed", removedBy: REALLOCATED });
    const like = { cause: "payment", state: "pending", reversesId: null, removedBy: "" } as const;
    records.push(
      { ...like, id: "pst_8", place: 3, amountCents: 4_000 },
      { ...like, id: "pst_9", place: 4, amountCents: 1_000 },
    );
    expect(linesOf(records).map(({ place }) => place)).toEqual([1, 2, 3, 4]);
    expect(planRecords(linesOf(records), records, 10_000, "payment")).toEqual([]);
    then(records, 8_500, "refund:ref_1");
    expect([1, 2, 3, 4].map((place) => netOf(records, place))).toEqual([3_000, 2_000, 3_500, 0]);
  });
});

type HandMove = "queue" | "post" | "unqueue" | "remove" | "restore";
type Step =
  | { kind: "refund"; cents: number }
  | { kind: "end"; cause: "void" | "return" }
  | { kind: "dispute"; outcome: "lost" | "won"; dispute: number }
  | { kind: "hand"; move: HandMove; pick: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("refund" as const), cents: fc.integer({ min: 1, max: 4_000 }) }),
  fc.record({ kind: fc.constant("end" as const), cause: fc.constantFrom("void" as const, "return" as const) }),
  fc.record({
    kind: fc.constant("dispute" as const),
    outcome: fc.constantFrom("lost" as const, "won" as const),
    dispute: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({
    kind: fc.constant("hand" as const),
    move: fc.constantFrom<HandMove>("queue", "post", "unqueue", "remove", "restore"),
    pick: fc.nat(20),
  }),
);

const DISPUTES = [10_300, 4_000, 2_500];
const HAND_MOVES: Record<HandMove, { from: LineRecord["state"][]; to: LineRecord["state"] }> = {
  queue: { from: ["pending"], to: "queued" },
  post: { from: ["queued"], to: "posted" },
  unqueue: { from: ["queued"], to: "pending" },
  remove: { from: ["pending", "incomplete"], to: "removed" },
  restore: { from: ["removed"], to: "pending" },
};

describe("any sequence of what happens to a payment, and of what people do with its records", () => {
  it("leaves records that stand for what the firm holds, with one for each cause", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(...[0, 300]), (steps, surchargeCents) => {
        const at = { ...facts, surchargeCents, amountCents: 10_000 + surchargeCents };
        const lost = new Set<number>();
        const records: LineRecord[] = [];
        const change = (cause: PostingCause) => {
          const lostCents = [...lost].reduce((sum, each) => sum + (DISPUTES[each] ?? 0), 0);
          const held = heldCents({ ...at, lostCents });
          const lines = records.length === 0 ? LINES : linesOf(records);
          follow(records, planRecords(lines, records, held, cause), cause);
          const net = [0, 1, 2].map((place) => netOf(records, place));
          expect(net.reduce((sum, cents) => sum + cents, 0)).toBe(held);
          expect(net.every((cents) => cents >= 0)).toBe(true);
          expect(planRecords(linesOf(records), records, held, cause)).toEqual([]);
          const causes = records.map((record) => `${record.place} ${record.cause}`);
          expect(new Set(causes).size).toBe(causes.length);
          for (const { amountCents, reversesId } of records) expect(amountCents > 0 || reversesId !== null).toBe(true);
        };
        change("payment");
        for (const [index, each] of steps.entries()) {
          if (each.kind === "refund") {
            at.refundedCents = Math.min(at.amountCents, at.refundedCents + each.cents);
            change(`refund:ref_${index}`);
          } else if (each.kind === "end") {
            at.status = each.cause === "void" ? "voided" : "returned";
            change(each.cause);
          } else if (each.kind === "dispute") {
            if (each.outcome === "lost") lost.add(each.dispute);
            else lost.delete(each.dispute);
            change(`dispute_${each.outcome}:dp_${each.dispute}`);
          } else {
            const record = records[each.pick % records.length];
            const { from, to } = HAND_MOVES[each.move];
            const isBarred = each.move === "restore" && record && removedByOf(record) !== "person";
            if (record && from.includes(record.state) && !isBarred)
              Object.assign(record, { state: to, removedBy: to === "removed" ? "user:usr_1" : "" });
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("when a file is tried again", () => {
  it("is soon at first and hourly in the end, and told after three tries or ten minutes", () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((attempts) => nextDeliveryMs(attempts) / 60_000)).toEqual([
      1, 2, 5, 10, 30, 60, 60,
    ]);
    expect([isDeliveryAlarming(1, 0), isDeliveryAlarming(3, 0), isDeliveryAlarming(1, 600_000)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("is asked for in the matter system ever more rarely, for 90 days", () => {
    const asked: number[] = [];
    for (let next = nextConfirmMs(0); next !== null; next = nextConfirmMs(asked.at(-1) ?? 0))
      asked.push((asked.at(-1) ?? 0) + next);
    const minutes = asked.map((ms) => ms / 60_000);
    expect(minutes.slice(0, 8)).toEqual([1, 2, 4, 9, 19, 49, 109, 169]);
    expect(asked.length).toBeLessThan(150);
    expect(asked.at(-1)).toBeGreaterThanOrEqual(90 * 86_400_000);
    expect([isConfirmationAlarming(86_400_000), isConfirmationAlarming(2 * 86_400_000)]).toEqual([false, true]);
  });
});
