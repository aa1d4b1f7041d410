import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InstallationState } from "./model";
import { findRestore, isBehind, laterOf, standsStill, witnessName } from "./rules";

function state(changes: Partial<InstallationState> = {}): InstallationState {
  return {
    identity: "77/16386/00000001",
    foundIdentity: "77/16386/00000001",
    epoch: 0,
    mark: 40,
    frozenAt: null,
    frozenReason: null,
    frozenBy: "",
    restoredAt: null,
    ...changes,
  };
}

describe("was it restored", () => {
  it.each([
    ["the same, no witness", {}, null, null],
    ["the same, as far as was seen", {}, { epoch: 0, mark: 40 }, null],
    ["further than was seen", {}, { epoch: 0, mark: 39 }, null],
    ["behind what was seen: a copy of the files", {}, { epoch: 0, mark: 41 }, "behind_witness"],
    ["from before a restore that was seen", { mark: 90 }, { epoch: 1, mark: 41 }, "behind_witness"],
    ["a restore that another process has seen to", { epoch: 1, mark: 20 }, { epoch: 0, mark: 41 }, null],
    ["a dump in another database", { foundIdentity: "77/16999/00000001" }, null, "another_database"],
    ["another cluster", { foundIdentity: "78/16386/00000001" }, null, "another_database"],
    ["another timeline", { foundIdentity: "77/16386/00000002" }, { epoch: 0, mark: 1 }, "another_database"],
  ])("%s", (_name, changes, witness, expected) => {
    expect(findRestore(state(changes), witness)).toBe(expected);
    expect(standsStill(state(changes), witness)).toBe(expected !== null);
  });

  it("a database nobody has looked at is not frozen; one that was frozen stays so", () => {
    expect(standsStill(null, { epoch: 3, mark: 3 })).toBe(false);
    expect(standsStill(state({ frozenAt: new Date(0), frozenReason: "person" }), null)).toBe(true);
  });
});

const witness = fc.record({ epoch: fc.nat({ max: 3 }), mark: fc.nat({ max: 9 }) });

it("orders states of the books wholly: of two, one is behind or they are equal", () => {
  fc.assert(
    fc.property(witness, witness, (a, b) => {
      const isEqual = a.epoch === b.epoch && a.mark === b.mark;
      expect([isBehind(a, b), isBehind(b, a), isEqual].filter(Boolean)).toHaveLength(1);
      expect(laterOf(a, b)).toEqual(isBehind(a, b) ? b : a);
      expect(laterOf(null, b)).toBe(b);
    }),
    { numRuns: 1_000 },
  );
});

it("keeps one witness for all timelines of a database, under a name that is no path", () => {
  expect(witnessName("77/16386/00000001")).toBe(witnessName("77/16386/00000002"));
  expect(witnessName("77/16386/1")).not.toBe(witnessName("77/16387/1"));
  expect(witnessName("?/1/../../x")).toBe("_-1");
});
