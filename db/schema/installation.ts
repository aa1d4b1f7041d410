import { sql } from "drizzle-orm";
import { bigint, boolean, check, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * One row about this database as a whole: which one it is, so that a restored copy knows itself, and whether all money stands still.
 * Holds nothing of a firm.
 */
export const installation = pgTable(
  "installation",
  {
    only: boolean("only").primaryKey().default(true),
    /** What `database_identity()` said: cluster, database, timeline. */
    identity: text("identity").notNull(),
    /** Raised by each restore that was found. */
    epoch: bigint("epoch", { mode: "number" }).notNull().default(0),
    /** How far the books had come, kept outside the database too: one that is behind its witness was restored. */
    mark: bigint("mark", { mode: "number" }).notNull().default(0),
    /** Set while no money may move for any firm. */
    frozenAt: instant("frozen_at"),
    frozenReason: text("frozen_reason").$type<"" | "person" | "restored">().notNull().default(""),
    frozenBy: text("frozen_by").notNull().default(""),
    /** When the last restore was found; charges since then are told apart from those that are imported. */
    restoredAt: instant("restored_at"),
  },
  (t) => [
    check("installation_one_row", sql`${t.only}`),
    check("installation_frozen", sql`(${t.frozenAt} is null) = (${t.frozenReason} = '')`),
    check("installation_reason", sql`${t.frozenReason} in ('', 'person', 'restored')`),
  ],
);
