/** A void in the hands of a live process is left alone for this long. */
export const IN_HAND_MS = 2 * 60_000;

/** Card networks settle within days; a void that has not reached the gateway by then is given up. */
export const GIVE_UP_MS = 20 * 3_600_000;

export type VoidRecovery = { kind: "voided" } | { kind: "refused"; code: string } | { kind: "send" } | { kind: "wait" };

/** What to do with a void whose answer was lost, by what the gateway says of the charge now. A void sent twice voids once. */
export function decideVoidRecovery(input: {
  charge: "voided" | "settled" | "standing" | "gone" | "unknown";
  sinceAskedMs: number;
}): VoidRecovery {
  switch (input.charge) {
    case "voided":
      return { kind: "voided" };
    case "settled":
      return { kind: "refused", code: "charge_settled" };
    case "gone":
      return { kind: "refused", code: "charge_not_found" };
    case "unknown":
      return { kind: "wait" };
    case "standing":
      return input.sinceAskedMs < GIVE_UP_MS ? { kind: "send" } : { kind: "refused", code: "never_arrived" };
  }
}
