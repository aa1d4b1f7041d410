import { createHash } from "node:crypto";
import { TEST_METHODS } from "./test-methods";

/**
 * The ways in which the sandbox misbehaves, as shares of its calls (0 to 1); `lost`, `late` and `unsent` strike only calls that move money:
 * `lost` it acts, the answer never comes · `unsent` the call never reaches it, no answer · `late` it acts only after the caller has
 * given up · `slow` the answer comes after `slowMs` · `error` answers 5xx, half of them after acting · `pruned` forgets the
 * idempotency key first · `down` refuses every kind of call. `visa.lost` is the same for charges and savings of one test method only.
 * Of its events: `hookdrop` never sent · `hooktwice` sent again, under the same id or another · `hooklate` sent after the next one.
 */
export const FAULT_KINDS = ["down", "unsent", "late", "lost", "error", "slow", "pruned"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const HOOK_FAULTS = ["hookdrop", "hooktwice", "hooklate"] as const;
export type HookFault = (typeof HOOK_FAULTS)[number];

type Shares = Readonly<Record<FaultKind, number>>;

export type FaultPlan = {
  shares: Shares;
  /** By name of test method; goes before `shares`. */
  ofMethod: Readonly<Record<string, Partial<Shares>>>;
  hooks: Readonly<Record<HookFault, number>>;
  /** The same seed strikes the same calls again. */
  seed: number;
  /** How long a slow answer takes. */
  slowMs: number;
  /** How long the caller waits; null for its own default. */
  timeoutMs: number | null;
  /** How long a bank payment is pending, a card approved before it settles, a disputed card undisputed. */
  settleSeconds: number;
  cardSettleSeconds: number;
  disputeSeconds: number;
};

const NO_FAULTS: FaultPlan = {
  shares: { down: 0, unsent: 0, late: 0, lost: 0, error: 0, slow: 0, pruned: 0 },
  ofMethod: {},
  hooks: { hookdrop: 0, hooktwice: 0, hooklate: 0 },
  seed: 1,
  slowMs: 3_000,
  timeoutMs: null,
  settleSeconds: 120,
  cardSettleSeconds: 86_400,
  disputeSeconds: 300,
};

/** Names of whole numbers in a plan's text, and the field each one sets. */
const NUMBERS = {
  seed: "seed",
  slowms: "slowMs",
  timeout: "timeoutMs",
  settle: "settleSeconds",
  cardsettle: "cardSettleSeconds",
  dispute: "disputeSeconds",
} as const;

export type ReadFaultPlan = { ok: true; plan: FaultPlan } | { ok: false; refusal: string };

/** Reads `lost=0.2,slow=0.05,seed=7`; empty text is a processor without faults. `refusal` is a sentence to show. */
export function parseFaultPlan(text: string): ReadFaultPlan {
  const shares: Record<FaultKind, number> = { ...NO_FAULTS.shares };
  const hooks: Record<HookFault, number> = { ...NO_FAULTS.hooks };
  const ofMethod: Record<string, Partial<Record<FaultKind, number>>> = {};
  const numbers: Partial<Record<string, number>> = {};
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [name = "", value = ""] = part.split("=").map((piece) => piece.trim().toLowerCase());
    const figure = value === "" ? Number.NaN : Number(value);
    const target = shareNamed(name);
    if (target) {
      if (!(figure >= 0 && figure <= 1))
        return { ok: false, refusal: `"${part}": ${name} is a share from 0 to 1, such as ${name}=0.2.` };
      if ("hook" in target) hooks[target.hook] = figure;
      else if (target.method === null) shares[target.kind] = figure;
      else ofMethod[target.method] = { ...ofMethod[target.method], [target.kind]: figure };
    } else if (Object.hasOwn(NUMBERS, name)) {
      if (!Number.isInteger(figure) || figure < 0 || figure > 1e9)
        return { ok: false, refusal: `"${part}": ${name} is a whole number, 0 or more.` };
      numbers[NUMBERS[name as keyof typeof NUMBERS]] = figure;
    } else {
      return {
        ok: false,
        refusal: `"${part}": known are ${[...FAULT_KINDS, ...HOOK_FAULTS, ...Object.keys(NUMBERS)].join(", ")}, each as name=figure; and such as visa.lost=1 for one test method.`,
      };
    }
  }
  return { ok: true, plan: { ...NO_FAULTS, ...numbers, shares, hooks, ofMethod } };
}

type ShareName = { hook: HookFault } | { kind: FaultKind; method: string | null };

function shareNamed(name: string): ShareName | null {
  const hook = HOOK_FAULTS.find((known) => known === name);
  if (hook) return { hook };
  const [first = "", second] = name.split(".");
  const kind = FAULT_KINDS.find((known) => known === (second ?? first));
  if (!kind) return null;
  if (second === undefined) return { kind, method: null };
  return TEST_METHODS.some((method) => method.name === first) ? { kind, method: first } : null;
}

/** The plan for a call about one test method. */
export function forMethod(plan: FaultPlan, method: string | null): FaultPlan {
  return method === null ? plan : { ...plan, shares: { ...plan.shares, ...plan.ofMethod[method] } };
}

/** What befalls the event with this number. */
export function decideHookFaults(
  plan: FaultPlan,
  eventNumber: number,
): Record<HookFault, boolean> & { sameId: boolean } {
  const isStruck = (kind: HookFault) => share(plan.seed, kind, eventNumber) < plan.hooks[kind];
  return {
    hookdrop: isStruck("hookdrop"),
    hooktwice: isStruck("hooktwice"),
    hooklate: isStruck("hooklate"),
    sameId: share(plan.seed, "sameid", eventNumber) < 0.5,
  };
}

/** Whether a call may meet a fault at all; most plans are empty, and then no call needs a number. */
export function hasFaults(plan: FaultPlan): boolean {
  return FAULT_KINDS.some((kind) => plan.shares[kind] > 0);
}

/**
 * The plan for calls that only read. An answer is lost after money moved, which a look-up never does; what keeps a look-up from
 * answering is an outage, an error or slowness.
 */
export function forReading(plan: FaultPlan): FaultPlan {
  return { ...plan, shares: { ...plan.shares, lost: 0, late: 0, unsent: 0 } };
}

/** The same plan with no fault but an outage. */
export function keepOnlyDown(plan: FaultPlan): FaultPlan {
  return { ...plan, shares: { ...NO_FAULTS.shares, down: plan.shares.down } };
}

export type CallFaults = Readonly<Record<FaultKind, boolean>> & { errorAfterActing: boolean };

export const CALM: CallFaults = {
  down: false,
  unsent: false,
  late: false,
  lost: false,
  error: false,
  slow: false,
  pruned: false,
  errorAfterActing: false,
};

/** What befalls the call with this number: each kind is thrown for on its own, always the same for one seed. */
export function decideFaults(plan: FaultPlan, callNumber: number): CallFaults {
  const thrown = Object.fromEntries(
    FAULT_KINDS.map((kind) => [kind, share(plan.seed, kind, callNumber) < plan.shares[kind]]),
  );
  return { ...CALM, ...thrown, errorAfterActing: share(plan.seed, "after", callNumber) < 0.5 };
}

/** A figure from 0 up to 1, spread evenly over the calls. */
function share(seed: number, kind: string, callNumber: number): number {
  return createHash("sha256").update(`${seed}:${kind}:${callNumber}`).digest().readUInt32BE(0) / 2 ** 32;
}
