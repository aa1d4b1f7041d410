import { sql } from "drizzle-orm";
import { check, customType, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";
import { savedViews } from "./lists";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A list written to a file while its user does something else, and fetched later. */
export const exports = pgTable(
  "exports",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    listId: text("list_id").notNull(),
    /** Filter and sort as in the list's address. */
    query: text("query").notNull(),
    columns: jsonb("columns").$type<readonly string[]>().notNull(),
    /** Rows that somebody ticked; null: all that match. */
    picked: jsonb("picked").$type<{ isAll: boolean; ids: readonly string[] }>(),
    format: text("format").$type<"xlsx" | "csv">().notNull(),
    status: text("status").$type<"queued" | "running" | "done" | "failed" | "cancelled">().notNull(),
    fileName: text("file_name").notNull(),
    rowsTotal: integer("rows_total"),
    rowsDone: integer("rows_done").notNull().default(0),
    bytes: integer("bytes").notNull().default(0),
    /** Why it came to no end; empty when it did. */
    failure: text("failure").notNull().default(""),
    requestedBy: text("requested_by").notNull(),
    /** The language and permissions of that moment are read again when it runs. */
    locale: text("locale").notNull(),
    requestedAt: instant("requested_at").notNull(),
    /** The process that writes it has died when this has passed; another begins anew. */
    leasedUntil: instant("leased_until"),
    finishedAt: instant("finished_at"),
    /** The file is dropped then. */
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    index("exports_of_user").on(t.firmId, t.requestedBy, t.requestedAt, t.id),
    index("exports_to_drop").on(t.firmId, t.expiresAt),
    check("exports_format", sql`${t.format} in ('xlsx', 'csv')`),
    check("exports_status", sql`${t.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
  ],
);

/** The file in pieces, so that any process can write it and any other hand it out. */
export const exportParts = pgTable(
  "export_parts",
  {
    firmId: firmId(),
    exportId: text("export_id").notNull(),
    position: integer("position").notNull(),
    content: bytea("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.exportId, t.position] }),
    foreignKey({ columns: [t.firmId, t.exportId], foreignColumns: [exports.firmId, exports.id] }).onDelete("cascade"),
  ],
);

/** A report that is mailed with its file: a saved view, or one of the built-in ones by name. */
export const reportSchedules = pgTable(
  "report_schedules",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    viewId: text("view_id"),
    /** The built-in report's name; empty when it is a saved view. */
    builtIn: text("built_in").notNull().default(""),
    format: text("format").$type<"xlsx" | "csv">().notNull(),
    frequency: text("frequency").$type<"daily" | "weekly" | "monthly">().notNull(),
    /** Of the week 1 (Monday) to 7, or of the month 1 to 31 (31: the last day); null for daily. */
    day: integer("day"),
    /** In the firm's time zone. */
    hour: integer("hour").notNull(),
    emails: text("emails").array().notNull(),
    /** Rows are those that this user may see. */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    nextAt: instant("next_at").notNull(),
    lastAt: instant("last_at"),
    pausedAt: instant("paused_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.viewId], foreignColumns: [savedViews.firmId, savedViews.id] }).onDelete(
      "cascade",
    ),
    index("report_schedules_due").on(t.firmId, t.nextAt).where(sql`paused_at is null`),
    check("report_schedules_one", sql`(${t.viewId} is not null) <> (${t.builtIn} <> '')`),
    check("report_schedules_format", sql`${t.format} in ('xlsx', 'csv')`),
    check("report_schedules_frequency", sql`${t.frequency} in ('daily', 'weekly', 'monthly')`),
    check("report_schedules_hour", sql`${t.hour} between 0 and 23`),
  ],
);
