import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** The outbox of mail: written in the transaction of its cause, delivered by a job at least once, `dedupe_key` makes it once. */
export const mails = pgTable(
  "mails",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    dedupeKey: text("dedupe_key").notNull(),
    toAddress: text("to_address").notNull(),
    /** Ids that the message is made from; it is rendered when it is delivered, and what was sent is kept below. */
    payload: jsonb("payload").$type<Record<string, string>>().notNull(),
    locale: text("locale").notNull(),
    subject: text("subject").notNull().default(""),
    /** Both bodies are sealed (see `seal`), because a link in them is as good as its token. */
    bodyText: text("body_text").notNull().default(""),
    bodyHtml: text("body_html").notNull().default(""),
    objectType: text("object_type").notNull(),
    objectId: text("object_id").notNull(),
    /** `dropped`: no longer true when its turn came, such as "we are checking" after the answer was found. */
    status: text("status").$type<"queued" | "sent" | "failed" | "dropped">().notNull().default("queued"),
    tries: integer("tries").notNull().default(0),
    /** A process is delivering it until then; another may take it afterwards. */
    leasedUntil: instant("leased_until"),
    lastError: text("last_error").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    /** What the transport calls it; empty where it does not tell later what became of it. */
    transportRef: text("transport_ref").notNull().default(""),
    /** What the transport told later: a mail that was taken may still not arrive. Empty while it told nothing. */
    outcome: text("outcome").$type<"" | "delivered" | "bounced" | "complained">().notNull().default(""),
    outcomeAt: instant("outcome_at"),
    /** Why it did not arrive, in the words of the receiving server. */
    outcomeReason: text("outcome_reason").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("mails_dedupe").on(t.firmId, t.dedupeKey),
    index("mails_object").on(t.firmId, t.objectType, t.objectId),
    index("mails_newest").on(t.firmId, t.createdAt, t.id),
    index("mails_queued").on(t.firmId, t.createdAt).where(sql`status = 'queued'`),
    check("mails_status", sql`${t.status} in ('queued', 'sent', 'failed', 'dropped')`),
    check("mails_outcome", sql`${t.outcome} in ('', 'delivered', 'bounced', 'complained')`),
  ],
);

/** Who did what, when, from where. Append-only, hash-chained per firm by a trigger. */
export const auditLog = pgTable(
  "audit_log",
  {
    firmId: firmId(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    actor: text("actor").notNull(),
    ip: text("ip").notNull(),
    action: text("action").notNull(),
    objectType: text("object_type").notNull(),
    objectId: text("object_id").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.seq] }),
    index("audit_log_object").on(t.firmId, t.objectType, t.objectId, t.seq),
    index("audit_log_newest").on(t.firmId, t.at, t.seq),
    index("audit_log_actor").on(t.firmId, t.actor, t.at, t.seq),
    index("audit_log_action").on(t.firmId, t.action, t.at, t.seq),
  ],
);

/** How far the audit log was checked last, and what was found there. */
export const auditChecks = pgTable("audit_checks", {
  firmId: text("firm_id").primaryKey(),
  checkedAt: instant("checked_at").notNull(),
  /** Who asked for it; "system:..." for the nightly one. */
  checkedBy: text("checked_by").notNull(),
  /** Rows from the first on that follow each other unbroken, and the hash of the last of them. */
  rows: bigint("rows", { mode: "number" }).notNull(),
  headHash: text("head_hash").notNull(),
  /** The first row that is wrong, and how; null while none is. */
  brokenSeq: bigint("broken_seq", { mode: "number" }),
  fault: text("fault").notNull().default(""),
});

/**
 * Answers to API requests that carried an Idempotency-Key, with a hash of the request. While `status` is null the request is at work
 * and `answer` says until when; afterwards `answer` is sealed, because a link in it is as good as its token.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    firmId: firmId(),
    key: text("key").notNull(),
    route: text("route").notNull(),
    requestHash: text("request_hash").notNull(),
    status: integer("status"),
    answer: jsonb("answer").$type<unknown>(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.route, t.key] }),
    index("idempotency_keys_oldest").on(t.firmId, t.createdAt),
  ],
);

/** Counters of rate-limiter-flexible; keys carry no firm because most limits act before a firm is known. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
