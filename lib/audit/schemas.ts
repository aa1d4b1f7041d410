import { z } from "zod";
import { sortTextsOf } from "@/lib/lists/rules";
import { AUDIT_SORTS } from "./columns";

/** A day that there is, of the years in which the database and every zone know it. */
const Day = z.iso.date().regex(/^[12]/);

/** The log as it is asked for in the address bar; a part that is not valid is left out instead of failing the page. */
export const AuditFilter = z.object({
  /** Days of the firm's zone, both included. */
  from: z.union([z.literal(""), Day]).catch(""),
  to: z.union([z.literal(""), Day]).catch(""),
  /** An actor as it is written, or "system" or "payer" for all of them. */
  by: z.string().trim().max(80).catch(""),
  /** An action, or with a dot at its end every action of that noun. */
  action: z.string().trim().max(80).catch(""),
  /** The id of an object, the number of a payment or link, or a user's address. */
  q: z.string().trim().max(120).catch(""),
  sort: z.enum(sortTextsOf(AUDIT_SORTS)).catch("-at"),
  cursor: z.string().max(2_000).nullish().catch(null),
  limit: z.int().min(1).max(1_000).catch(50),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
