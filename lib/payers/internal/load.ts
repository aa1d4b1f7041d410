import { and, eq } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { PayerDetail, PayerFacts } from "../model";

export type StoredPayer = typeof payers.$inferSelect;

export function payerIs(ctx: Ctx, payerId: string) {
  return and(eq(payers.firmId, ctx.firmId), eq(payers.id, payerId));
}

/** The payer, locked until the transaction ends. @throws AppError not_found */
export async function lockPayer(ctx: Ctx, tx: Tx, payerId: string): Promise<StoredPayer> {
  const rows = await tx.select().from(payers).where(payerIs(ctx, payerId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payer_unknown" });
  return row;
}

export function detailOf(row: StoredPayer): PayerDetail {
  const { id, kind, name, givenName, familyName, emails, phone, clientRefs, notes, locale, customFields } = row;
  const { revision, createdAt, archivedAt, mergedInto, city, region, postalCode, country } = row;
  return {
    id,
    kind,
    name,
    givenName,
    familyName,
    emails,
    phone,
    address: { line1: row.addressLine1, line2: row.addressLine2, city, region, postalCode, country },
    clientRefs,
    notes,
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    customFields,
    revision,
    createdAt,
    archivedAt,
    mergedInto,
  };
}

export function factsOf(row: StoredPayer): PayerFacts {
  const {
    id: _id,
    revision: _revision,
    createdAt: _made,
    archivedAt: _gone,
    mergedInto: _into,
    ...facts
  } = detailOf(row);
  return facts;
}

/** The columns that hold these facts. */
export function columnsOf(facts: PayerFacts) {
  const { address, ...rest } = facts;
  const { line1: addressLine1, line2: addressLine2, city, region, postalCode, country } = address;
  return { ...rest, addressLine1, addressLine2, city, region, postalCode, country };
}
