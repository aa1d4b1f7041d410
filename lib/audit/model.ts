/** One row of the log as an administrator reads it. */
export type AuditRow = {
  seq: number;
  at: Date;
  /** "user:usr_1", "system:reconcile": as it was written. */
  actor: string;
  /** Of a user or an API key; empty for payers, jobs and whoever is gone. */
  actorName: string;
  /** The address it came from; empty for jobs. */
  ip: string;
  action: string;
  objectType: string;
  objectId: string;
  detail: Record<string, unknown>;
  hash: string;
};

/** One thing that a row says of its object; `from` is null where it does not say what was there before. */
export type AuditChange = { name: string; from: string | null; to: string };

export type AuditFault =
  /** Rows before this one are gone. */
  | "rows_missing"
  /** The row does not follow the one before it: one of both was put in later. */
  | "chain_broken"
  /** What the row says is not what was written. */
  | "row_changed";

/** What is known of the chain without walking it again. */
export type AuditStanding = {
  /** The newest row; 0 of an empty log. */
  newestSeq: number;
  check: {
    at: Date;
    /** Rows from the first on that followed each other then. */
    rows: number;
    broken: { seq: number; fault: AuditFault } | null;
    /** The last of those rows is no longer what it was. */
    isOvertaken: boolean;
  } | null;
};

/** Whom the list can be asked for. */
export type AuditPerson = { actor: string; name: string };
