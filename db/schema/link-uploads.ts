import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";

/** A file of links that staff look through before links are made of it. `stopped`: its job could not go on, `failure` says why. */
export const linkUploads = pgTable(
  "link_uploads",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Of the form that made it: the same file twice from one form is one upload. */
    requestKey: text("request_key").notNull(),
    accountId: text("account_id").notNull(),
    currency: text("currency").notNull(),
    fileName: text("file_name").notNull(),
    /** SHA-256 of its bytes, to know a file that was sent before. */
    fileHash: text("file_hash").notNull(),
    status: text("status").$type<"review" | "running" | "stopped" | "done" | "removed">().notNull(),
    /** Grows with each change of a row, so that nobody sends rows that they have not seen. */
    revision: integer("revision").notNull().default(0),
    /** Null until it is started. */
    byEmail: boolean("by_email"),
    batchId: text("batch_id"),
    failure: text("failure").notNull().default(""),
    createdBy: text("created_by").notNull(),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** In whose name the links are made: the id of a user, or empty for a program. */
    startedBy: text("started_by").notNull().default(""),
    startedByName: text("started_by_name").notNull().default(""),
    startedAt: instant("started_at"),
    /** The process that makes its links has died when this has passed; another goes on. */
    leasedUntil: instant("leased_until"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("link_uploads_request").on(t.firmId, t.requestKey),
    uniqueIndex("link_uploads_batch").on(t.firmId, t.batchId).where(sql`batch_id is not null`),
    index("link_uploads_newest").on(t.firmId, t.createdAt, t.id).where(sql`status <> 'removed'`),
    index("link_uploads_by_file").on(t.firmId, t.fileHash).where(sql`batch_id is not null`),
    index("link_uploads_running").on(t.firmId, t.leasedUntil).where(sql`status = 'running'`),
    index("link_uploads_in_review").on(t.firmId, t.changedAt).where(sql`status = 'review'`),
    check("link_uploads_status", sql`${t.status} in ('review', 'running', 'stopped', 'done', 'removed')`),
    check(
      "link_uploads_started",
      sql`(${t.status} in ('review', 'removed')) = (${t.batchId} is null) and (${t.batchId} is null) = (${t.byEmail} is null)`,
    ),
  ],
);

/** One row of such a file: what its cells say, how they are read, and the one link that it becomes. */
export const linkUploadRows = pgTable(
  "link_upload_rows",
  {
    firmId: firmId(),
    uploadId: text("upload_id").notNull(),
    /** The line of the file on which it begins; a row that was added by hand comes after the last. */
    line: integer("line").notNull(),
    cells: jsonb("cells").$type<Record<string, string>>().notNull(),
    /** Why the row as a whole cannot be read; empty when it can. */
    fault: text("fault").notNull().default(""),
    readings: jsonb("readings").$type<Record<string, string | number | string[] | null>>().notNull(),
    problems: jsonb("problems")
      .$type<{ field: string; code: string; values: Record<string, string | number> }[]>()
      .notNull(),
    isBad: boolean("is_bad").notNull(),
    isDueEarly: boolean("is_due_early").notNull().default(false),
    amountCents: cents("amount_cents"),
    /** The line of an earlier row with the same invoice number and recipient. */
    sameAs: integer("same_as"),
    isRemoved: boolean("is_removed").notNull().default(false),
    linkId: text("link_id"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.uploadId, t.line] }),
    foreignKey({ columns: [t.firmId, t.uploadId], foreignColumns: [linkUploads.firmId, linkUploads.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("link_upload_rows_link").on(t.firmId, t.linkId).where(sql`link_id is not null`),
    index("link_upload_rows_to_make").on(t.firmId, t.uploadId, t.line).where(sql`link_id is null and not is_removed`),
    check("link_upload_rows_link_of_good", sql`${t.linkId} is null or not (${t.isBad} or ${t.isRemoved})`),
  ],
);
