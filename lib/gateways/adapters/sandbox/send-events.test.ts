import { describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/platform/clock";
import { type FaultPlan, parseFaultPlan } from "./fault-plan";
import { sendEvent } from "./send-events";
import { readEvent } from "./webhook";

const AT = new Date("2026-05-04T15:00:00.000Z");

function planOf(text: string): FaultPlan {
  const read = parseFaultPlan(text);
  if (!read.ok) throw new Error(read.refusal);
  return read.plan;
}

/** What arrives, as the product reads it, when these references are told of under a plan. */
async function arrivalsOf(text: string, references: readonly string[]): Promise<{ id: string; reference: string }[]> {
  const arrived: { id: string; reference: string }[] = [];
  let number = 0;
  for (const reference of references) {
    await sendEvent(
      { type: "charge.settled", account: "acc_1", reference },
      {
        clock: fixedClock(AT),
        plan: planOf(text),
        nextNumber: async () => (number += 1),
        post: async (headers, rawBody) => {
          const event = readEvent({ rawBody, header: (name) => headers[name] ?? null }, AT);
          arrived.push({ id: event?.eventId ?? "", reference: event?.objectId ?? "" });
        },
      },
    );
  }
  return arrived;
}

const referencesOf = (arrived: { reference: string }[]) => arrived.map((event) => event.reference);

describe("events of the sandbox", () => {
  it("arrive once each, signed and in order, when the plan has nothing for them", async () => {
    expect(referencesOf(await arrivalsOf("", ["a", "b", "c"]))).toEqual(["a", "b", "c"]);
  });

  it("never come, come twice under one id or two, or come after the next one, as the plan says", async () => {
    expect(await arrivalsOf("hookdrop=1", ["a", "b"])).toEqual([]);
    const twice = await arrivalsOf(
      "hooktwice=1",
      Array.from({ length: 12 }, (_, index) => `p${index}`),
    );
    expect(twice).toHaveLength(24);
    const ids = new Set(twice.map((event) => event.id));
    expect(ids.size).toBeGreaterThan(12);
    expect(ids.size).toBeLessThan(24);
    const late = referencesOf(await arrivalsOf("hooklate=0.5,seed=2", ["a", "b", "c", "d", "e", "f", "g", "h"]));
    expect(late.toSorted().join("").length).toBeGreaterThanOrEqual(6);
    expect(late).not.toEqual(late.toSorted());
  });
});
