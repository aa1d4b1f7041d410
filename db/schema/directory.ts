import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/**
 * From a token hash, API-key hash, sign-in address or gateway account to the firm, before any firm is set. Holds no money data.
 * The app role cannot touch it; it is read and written by the functions in `db/migrations/*_directory.sql` alone.
 */
export const directory = pgTable(
  "directory",
  {
    kind: text("kind").$type<DirectoryKind>().notNull(),
    key: text("key").notNull(),
    firmId: text("firm_id").notNull(),
    refId: text("ref_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] })],
);

export type DirectoryKind =
  | "pay_link"
  | "invoice"
  | "payment_page"
  | "page_submission"
  | "method_request"
  | "receipt"
  | "api_key"
  | "sign_in"
  | "invite"
  | "password_reset"
  | "gateway_account"
  | "connection"
  | "firm";
