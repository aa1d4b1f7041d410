/** How far the books of a database had come: restores counted first, then moves of payments. */
export type Witness = { epoch: number; mark: number };

export type FreezeReason = "person" | "restored";

/** What the database says of itself. */
export type InstallationState = Witness & {
  /** Which database it was when it was last looked at: cluster/database/timeline. */
  identity: string;
  /** Which one it is now. */
  foundIdentity: string;
  frozenAt: Date | null;
  frozenReason: FreezeReason | null;
  frozenBy: string;
  restoredAt: Date | null;
};

/** Why no money moves. `firm`: for one firm alone, by a person. */
export type Freeze = { scope: "firm" | "all"; reason: FreezeReason };

/** What stands in the way of lifting a freeze after a restore, one line an account. */
export type ImportObstacle = {
  firmId: string;
  firmName: string;
  accountName: string;
  /** `waiting`: not compared since the restore. `failed`: tried without coming to the end. `breaks`: compared, and differing. */
  kind: "waiting" | "failed" | "breaks";
  openBreaks: number;
};
