/** Parts that are left out of the deliverer to see the harness go red; each is a file of tests/crash/without. */
export const DROP_GUARDS = {
  "drop-temp": "the file is written under its final name",
  "drop-rename": "the name is given by a rename, which replaces",
  "drop-evidence": "after a crash only the folder is looked at, not the mark on the work file",
  "drop-hopeful": "after a crash it is taken for granted that the file was put there",
  "drop-ready": "what is about to happen is not written down before it does",
  "drop-journal": "nothing is written down, here or in the staging table",
  "drop-lock": "two deliverers may work on one batch at the same time",
} as const;
export type DropGuard = keyof typeof DROP_GUARDS;

export function isDropGuard(name: string): name is DropGuard {
  return Object.hasOwn(DROP_GUARDS, name);
}

/** When a deliverer is killed: at any moment, or right before or after it gives the file its name. */
export const KILL_MOMENTS = ["random", "before_name", "after_name"] as const;
export type KillMoment = (typeof KILL_MOMENTS)[number];

export type DeliveryPlan = {
  seed: number;
  records: number;
  recordsEach: number;
  processes: number;
  kills: number;
  killAt: KillMoment;
  /** `takes` moves or deletes each file it has read; `reads` leaves them and looks whether they stay as they are. */
  reader: "takes" | "reads";
  /** Files of somebody else that lie under the names of batches. */
  strangers: number;
  /** Share of writes that find the disk full, half of the file written. */
  diskFull: number;
  /** The longest that each step of a delivery waits, before and after: kills fall between steps and not only beside them. */
  slowMs: number;
  without: readonly DropGuard[];
  limitSeconds: number;
};

export type DeliveryReport = {
  plan: DeliveryPlan;
  batches: number;
  filesRead: number;
  recordsRead: number;
  partial: number;
  missing: number;
  twice: number;
  /** Files whose content changed while they lay there. */
  replaced: number;
  /** Batches whose outcome a person would have to look up. */
  unknown: number;
  /** Batches that were not delivered when time was up. */
  left: number;
  kills: number;
  /** Kills while a delivery was under way, by how far it was: what its journal said, and whether the name was given. */
  killsByState: Record<"nothing" | "seen" | "ready" | "named" | "delivered", number>;
  disksFull: number;
  surprises: Record<string, number>;
  seconds: number;
};

export type DeliverOrders = {
  target: string;
  journalFolder: string;
  stagingFolder: string;
  /** Paths of the files to deliver, as JSON, in this order. */
  files: readonly string[];
  /** So many, then it waits to be killed; null: all. */
  allowance: number | null;
};

export type FromDeliverer =
  | { kind: "ready"; without: string[] }
  | { kind: "began"; batchId: string }
  | { kind: "step"; step: string; at: "before" | "after" }
  | { kind: "delivered"; batchId: string }
  | { kind: "refused" | "unknown"; batchId: string; text: string }
  | { kind: "failed"; batchId: string; text: string }
  | { kind: "finished" };

export type FromReader =
  | { kind: "read"; name: string; references: string[]; isWhole: boolean }
  | { kind: "stranger" | "replaced"; name: string }
  | { kind: "looking" };
export type ToReader = { kind: "released"; name: string };
