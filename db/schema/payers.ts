import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** A person or business that pays. */
export const payers = pgTable(
  "payers",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    kind: text("kind").$type<"person" | "business">().notNull().default("business"),
    /** As it is shown: of a person both names, of a business its own. */
    name: text("name").notNull(),
    /** What a list by name is ordered by. A column, because beneath row-level security `lower()` may not use its index. */
    nameKey: text("name_key").notNull().generatedAlwaysAs(sql`lower(name)`),
    givenName: text("given_name").notNull().default(""),
    familyName: text("family_name").notNull().default(""),
    emails: text("emails").array().notNull(),
    phone: text("phone").notNull().default(""),
    addressLine1: text("address_line1").notNull().default(""),
    addressLine2: text("address_line2").notNull().default(""),
    city: text("city").notNull().default(""),
    region: text("region").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    /** ISO 3166-1, two letters; empty when not known. */
    country: text("country").notNull().default(""),
    /** The client's numbers in the matter system. */
    clientRefs: text("client_refs").array().notNull().default(sql`'{}'::text[]`),
    notes: text("notes").notNull().default(""),
    locale: text("locale").notNull().default("en"),
    customFields: jsonb("custom_fields").$type<Record<string, string>>().notNull().default({}),
    /** Grows with each change, so that two people who edit at once do not overwrite each other. */
    revision: integer("revision").notNull().default(1),
    /** Of the form or request that made it: the same request twice makes one payer. */
    requestKey: text("request_key"),
    createdBy: text("created_by").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    archivedAt: instant("archived_at"),
    /** The payer that took this one over; then it is archived. */
    mergedInto: text("merged_into"),
    /** Name, addresses, telephone and references in small letters; kept by a trigger. */
    searchText: text("search_text").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("payers_request").on(t.firmId, t.requestKey),
    index("payers_by_name").on(t.firmId, t.nameKey, t.id).where(sql`archived_at is null`),
    index("payers_by_email")
      .on(t.firmId, sql`(case when ${t.emails}[1] is null then '' else ${t.emails}[1] end)`, t.id)
      .where(sql`archived_at is null`),
    index("payers_by_client")
      .on(t.firmId, sql`(case when ${t.clientRefs}[1] is null then '' else ${t.clientRefs}[1] end)`, t.id)
      .where(sql`archived_at is null`),
    index("payers_by_creation").on(t.firmId, t.createdAt, t.id).where(sql`archived_at is null`),
    check("payers_kind", sql`${t.kind} in ('person', 'business')`),
    check("payers_merged", sql`${t.mergedInto} is null or ${t.archivedAt} is not null`),
  ],
);
