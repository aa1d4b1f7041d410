import { createHash } from "node:crypto";

/**
 * The ways in which the sandbox misbehaves, as shares of its calls (0 to 1); `lost`, `late` and `unsent` strike only calls that move money:
 * `lost` it acts, the answer never comes · `unsent` the call never reaches it, no answer · `late` it acts only after the caller has
 * given up · `slow` the answer comes after `slowMs` · `error` answers 5xx, half of them after acting · `pruned` forgets the
 * idempotency key first · `down` refuses every kind of call.
 */
export const FAULT_KINDS = ["down", "unsent", "late", "lost", "error", "slow", "pruned"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export type FaultPlan = {
  shares: Readonly<Record<FaultKind, number>>;
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
  const numbers: Partial<Record<string, number>> = {};
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [name = "", value = ""] = part.split("=").map((piece) => piece.trim().toLowerCase());
    const figure = value === "" ? Number.NaN : Number(value);
    const share = FAULT_KINDS.find((kind) => kind === name);
    if (share) {
      if (!(figure >= 0 && figure <= 1))
        return { ok: false, refusal: `"${part}": ${name} is a share from 0 to 1, such as ${name}=0.2.` };
      shares[share] = figure;
    } else if (Object.hasOwn(NUMBERS, name)) {
      if (!Number.isInteger(figure) || figure < 0 || figure > 1e9)
        return { ok: false, refusal: `"${part}": ${name} is a whole number, 0 or more.` };
      numbers[NUMBERS[name as keyof typeof NUMBERS]] = figure;
    } else {
      return {
        ok: false,
        refusal: `"${part}": known are ${[...FAULT_KINDS, ...Object.keys(NUMBERS)].join(", ")}, each as name=figure.`,
      };
    }
  }
  return { ok: true, plan: { ...NO_FAULTS, ...numbers, shares } };
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
