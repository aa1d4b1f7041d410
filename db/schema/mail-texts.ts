import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** The firm's own subject and opening of a kind of mail in a language; empty: the product's own. */
export const mailTexts = pgTable(
  "mail_texts",
  {
    firmId: firmId(),
    kind: text("kind").notNull(),
    locale: text("locale").notNull(),
    subject: text("subject").notNull().default(""),
    opening: text("opening").notNull().default(""),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.kind, t.locale] }),
    check("mail_texts_locale", sql`${t.locale} in ('en', 'fr', 'es')`),
    check("mail_texts_length", sql`length(${t.subject}) <= 400 and length(${t.opening}) <= 4000`),
  ],
);
