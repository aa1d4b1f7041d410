import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideFaults, type FaultPlan, forMethod, hasFaults, parseFaultPlan } from "./fault-plan";

function planOf(text: string): FaultPlan {
  const read = parseFaultPlan(text);
  if (!read.ok) throw new Error(read.refusal);
  return read.plan;
}

describe("parseFaultPlan", () => {
  it("reads shares and figures, in any case and with any space", () => {
    const plan = planOf(" lost=0.2, SLOW = 0.05 ,seed=7,timeout=500,settle=1,,");
    expect(plan).toMatchObject({ seed: 7, timeoutMs: 500, settleSeconds: 1, cardSettleSeconds: 86_400 });
    expect(plan.shares).toMatchObject({ lost: 0.2, slow: 0.05, error: 0 });
  });

  it("takes empty text for a gateway without faults", () => {
    expect(hasFaults(planOf(""))).toBe(false);
    expect(hasFaults(planOf("settle=0,seed=3"))).toBe(false);
    expect(hasFaults(planOf("down=1"))).toBe(true);
  });

  it.each([
    ["lost=2", "share from 0 to 1"],
    ["lost=-0.1", "share from 0 to 1"],
    ["lost", "share from 0 to 1"],
    ["lost=", "share from 0 to 1"],
    ["seed=1.5", "whole number"],
    ["timeout=x", "whole number"],
    ["lots=0.1", "known are down, unsent"],
    ["constructor=1", "known are"],
  ])("refuses %j and says what is expected", (text, words) => {
    const read = parseFaultPlan(text);
    expect(read.ok ? "" : read.refusal).toContain(words);
  });
});

describe("decideFaults", () => {
  it("strikes the same calls for the same seed, others for another", () => {
    const struck = (seed: number) =>
      Array.from({ length: 200 }, (_, call) => decideFaults(planOf(`lost=0.3,seed=${seed}`), call).lost);
    expect(struck(7)).toEqual(struck(7));
    expect(struck(7)).not.toEqual(struck(8));
  });

  it("keeps to the share, for each kind on its own", () => {
    const plan = planOf("lost=0.2,error=0.5");
    const calls = Array.from({ length: 4_000 }, (_, call) => decideFaults(plan, call));
    const share = (pick: (call: (typeof calls)[number]) => boolean) => calls.filter(pick).length / calls.length;
    expect(share((call) => call.lost)).toBeCloseTo(0.2, 1);
    expect(share((call) => call.error)).toBeCloseTo(0.5, 1);
    expect(share((call) => call.lost && call.error)).toBeCloseTo(0.1, 1);
    expect(share((call) => call.slow || call.down)).toBe(0);
  });

  it("never strikes at share 0 and always at share 1", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 1e9 }), (call, seed) => {
        const faults = decideFaults(planOf(`lost=1,slow=0,seed=${seed}`), call);
        return faults.lost && !faults.slow;
      }),
    );
  });
});

describe("faults of one test method", () => {
  it("strike its calls and no others, and go before the general share", () => {
    const plan = planOf("slow=1,visa.lost=1,visa.slow=0");
    const lostAndSlow = (method: string | null) => {
      const { lost, slow } = decideFaults(forMethod(plan, method), 1);
      return [lost, slow];
    };
    expect(lostAndSlow("visa")).toEqual([true, false]);
    expect(lostAndSlow("amex")).toEqual([false, true]);
    expect(lostAndSlow(null)).toEqual([false, true]);
  });

  it.each(["nobody.lost=1", "visa.seed=1", "visa.hookdrop=1", "visa.lost=2"])("refuses %j", (text) => {
    expect(parseFaultPlan(text).ok).toBe(false);
  });
});
