import { chance } from "../state/ids";

/**
 * What can befall a call. Shares strike calls by chance, `desk.failNext` strikes the next one that fits.
 * Only calls that change something: `unsent` the connection ends before any work · `lost` the work is done, the connection ends without an
 * answer · `error` 500, kept under the idempotency key, half of them after the work (`errorBefore` and `errorAfter` name one half) ·
 * `pruned` the key is forgotten first. Every call: `slow` the answer comes `slowMs` later, the key is in use until then · `error503` nothing
 * done, nothing kept · `rate` 429, nothing done, nothing kept · `down` the connection ends.
 */
export const FAULT_KINDS = ["down", "unsent", "lost", "error", "error503", "rate", "slow", "pruned"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number] | "errorBefore" | "errorAfter";
const CHANGES_ONLY: readonly FaultKind[] = ["unsent", "lost", "error", "pruned"];

export type FaultPlan = Record<(typeof FAULT_KINDS)[number], number> & { seed: number; slowMs: number };

export const NO_FAULTS: FaultPlan = {
  down: 0,
  unsent: 0,
  lost: 0,
  error: 0,
  error503: 0,
  rate: 0,
  slow: 0,
  pruned: 0,
  seed: 1,
  slowMs: 3_000,
};

/** `times` calls that fit meet it, one without it. The SDK sends a request again by itself, once, when its connection was closed. */
export type OneFault = { kind: FaultKind; method?: string; pathStart?: string; times?: number };
type CallName = { method: string; path: string };

export class Faults {
  private readonly next: OneFault[] = [];
  private calls = 0;
  plan: FaultPlan;

  constructor(plan: Partial<FaultPlan>) {
    this.plan = { ...NO_FAULTS, ...plan };
  }

  arm(fault: OneFault): void {
    this.next.push(fault);
  }

  /** The faults that this call meets. Each kind is thrown for on its own, the same again for one seed and call number. */
  strike(call: CallName): ReadonlySet<FaultKind> {
    this.calls += 1;
    const met = new Set<FaultKind>();
    const index = this.next.findIndex((fault) => fits(fault, call));
    const armed = this.next[index];
    if (armed) {
      const left = (armed.times ?? 1) - 1;
      this.next.splice(index, 1, ...(left > 0 ? [{ ...armed, times: left }] : []));
      met.add(armed.kind);
    }
    for (const kind of FAULT_KINDS) {
      if (call.method === "GET" && CHANGES_ONLY.includes(kind)) continue;
      if (chance(this.plan.seed, kind, this.calls) < this.plan[kind]) met.add(kind);
    }
    if (met.delete("error")) met.add(chance(this.plan.seed, "after", this.calls) < 0.5 ? "errorAfter" : "errorBefore");
    return met;
  }
}

function fits(fault: OneFault, call: CallName): boolean {
  return (fault.method ?? call.method) === call.method && call.path.startsWith(fault.pathStart ?? "/");
}

/** Reads `lost=0.2,slow=0.05,seed=7`. @throws Error that names the part which is no fault */
export function parseFaults(text: string): Partial<FaultPlan> {
  const plan: Partial<FaultPlan> = {};
  for (const part of text.split(",").filter((piece) => piece.trim() !== "")) {
    const [name = "", value = ""] = part.split("=").map((piece) => piece.trim());
    if (!Object.hasOwn(NO_FAULTS, name) || value === "" || !(Number(value) >= 0))
      throw new Error(`"${part}": known are ${Object.keys(NO_FAULTS).join(", ")}, each as name=figure.`);
    plan[name as keyof FaultPlan] = Number(value);
  }
  return plan;
}
