import { BAD_GATEWAYS, MIXED_GATEWAYS } from "./gateways";
import type { CrashPlan, CrashReport, MixedFigures } from "./model";

type FigureName =
  | keyof Pick<CrashReport, "chargedTwice" | "chargedThoughCancelled" | "lost">
  | keyof Pick<MixedFigures, "refundedTwice" | "methodsApart">;

export type GuardTrial = {
  words: string;
  plan: Partial<CrashPlan>;
  /** The figure that must not be 0; null: another guard still stands, and everything must be in order. */
  mustShow: FigureName | null;
  /** Shows in a long run only. */
  isRare?: boolean;
};

const CLAIM = ["link-lock", "open-claim", "attempt-number"] as const;
const { silent, forgetful } = BAD_GATEWAYS;
/** Half of the links are cancelled at the moment at which they are paid. */
const CONTESTED = { ...silent, cancelShare: 0.5 };

/** Answers get lost so often that a short run shows it every time. */
const SILENT_MOSTLY = { faults: "lost=0.6,cardsettle=14400,settle=21600" };
const MIXED = { ...MIXED_GATEWAYS.sandbox, isMixed: true };

/** Each guard taken away, and what it is worth. Where several guard one thing, each alone is enough. */
export const GUARD_TRIALS: readonly GuardTrial[] = [
  {
    words: "no claim: nothing keeps two presses from opening two attempts (gateway that keeps no keys)",
    plan: { ...forgetful, without: CLAIM },
    mustShow: "chargedTwice",
  },
  {
    words: "no claim, but a gateway that keeps keys: it refuses most, until an attempt that it refused is tried again",
    plan: { ...silent, without: CLAIM },
    mustShow: "chargedTwice",
    isRare: true,
  },
  {
    words: "no look-up: sent again with the same key, to a gateway that keeps none",
    plan: { ...forgetful, faults: "lost=0.5,slow=0.05,pruned=1", without: ["look-up"] },
    mustShow: "chargedTwice",
  },
  {
    words: "no look-up and a fresh key each time",
    plan: { ...silent, without: ["same-key"] },
    mustShow: "chargedTwice",
  },
  {
    words: "no lock on the link: staff cancel it while it is being paid",
    plan: { ...CONTESTED, without: ["link-lock"] },
    mustShow: "lost",
  },
  {
    words: "no lock, and any link may be closed: a cancelled one is charged and looks paid",
    plan: { ...CONTESTED, without: ["link-lock", "link-close"] },
    mustShow: "chargedThoughCancelled",
  },
  {
    words: "the unique open attempt alone is taken away; lock and attempt number stand",
    plan: { ...forgetful, without: ["open-claim"] },
    mustShow: null,
  },
  {
    words: "both unique indexes are taken away; the lock stands",
    plan: { ...forgetful, without: ["open-claim", "attempt-number"] },
    mustShow: null,
  },
  {
    words: "lock and attempt number are taken away; the unique open attempt stands (nothing is cancelled)",
    plan: { ...forgetful, cancelShare: 0, without: ["link-lock", "attempt-number"] },
    mustShow: null,
  },
  {
    words: "no request key: two presses of one refund are two refunds",
    plan: { ...MIXED, without: ["refund-key"] },
    mustShow: "refundedTwice",
    // Two presses must meet in one moment, which a busy machine may not let happen in so short a run.
    isRare: true,
  },
  {
    words: "no look-up before a refund is sent again, under a fresh key",
    plan: { ...MIXED, ...SILENT_MOSTLY, without: ["refund-look-up"] },
    mustShow: "refundedTwice",
  },
  {
    words:
      "no row before the gateway is asked to keep a method: two presses keep two, and one whose answer is lost is known to nobody",
    plan: { ...MIXED, ...SILENT_MOSTLY, without: ["save-intent"] },
    mustShow: "methodsApart",
  },
];

/** The figure that a trial must show. */
export function figureOf(report: CrashReport, name: FigureName): number {
  if (name === "refundedTwice" || name === "methodsApart") return report.mixed?.[name] ?? Number.NaN;
  return report[name];
}
