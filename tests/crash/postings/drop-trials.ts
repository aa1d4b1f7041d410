import type { DeliveryFigure } from "./judge-deliveries";
import type { DeliveryPlan } from "./model";

export type DropTrial = { words: string; plan: Partial<DeliveryPlan>; mustShow: DeliveryFigure };

/** Each guard of a delivery taken away, and the figure that must not be 0 then. */
export const DROP_TRIALS: readonly DropTrial[] = [
  {
    words: "the file grows under its final name",
    plan: { without: ["drop-temp"], kills: 0 },
    mustShow: "partial",
  },
  {
    words: "after a crash only the folder is looked at, and the reader has taken the file",
    plan: { without: ["drop-evidence"], killAt: "after_name" },
    mustShow: "twice",
  },
  {
    words: "after a crash the file counts as put there",
    plan: { without: ["drop-hopeful"], killAt: "before_name" },
    mustShow: "missing",
  },
  {
    words: "what is about to happen is not written down before it does",
    plan: { without: ["drop-ready"], killAt: "after_name" },
    mustShow: "twice",
  },
  {
    words: "nothing is written down",
    plan: { without: ["drop-journal"], killAt: "after_name" },
    mustShow: "twice",
  },
  {
    words: "two deliverers at once, and nothing keeps them apart",
    plan: { without: ["drop-lock"], kills: 0, processes: 2 },
    mustShow: "twice",
  },
  {
    words: "a name is given by a rename, where somebody else's file has it",
    plan: { without: ["drop-rename"], kills: 0, reader: "reads", strangers: 3 },
    mustShow: "replaced",
  },
];
