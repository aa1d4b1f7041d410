/** A row of a procedure's answer: its columns by name, as the driver gives them (a bigint may be a text). */
export type Row = Readonly<Record<string, unknown>>;

/** By parameter name without the @. A parameter that is absent is NULL. */
export type CallParams = Readonly<Record<string, string | number | null>>;

/**
 * The one way to a firm's database: procedures that ship with the product, called by name with typed values. No implementation ever sends
 * SQL that it was given.
 */
export interface ProcedureCaller {
  /** Answers the rows of the procedure. Throws when the database cannot be reached, lacks the procedure or refuses it. */
  call(name: string, params: CallParams): Promise<Row[]>;
  close(): Promise<void>;
}
