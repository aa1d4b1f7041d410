import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { payments } from "@/db/schema/payments";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { CURRENCY_CODES } from "@/lib/money/currency";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { FirmProfileInput } from "./schemas";

/** `isCurrencyFixed`: payments exist, so that the firm's currency stays. */
export type FirmProfile = FirmProfileInput & { isCurrencyFixed: boolean };

/** The firm's profile for its screen. @throws AppError forbidden */
export async function getFirmProfile(ctx: Ctx): Promise<FirmProfile> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const [row] = await tx.select().from(firms).where(eq(firms.firmId, ctx.firmId));
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    return { ...profileOf(row), isCurrencyFixed: await hasPayments(ctx, tx) };
  });
}

/** The part of a firm's row that its profile is. */
export function profileOf(row: typeof firms.$inferSelect): FirmProfileInput {
  const { name, addressLine, phone, email, timeZone, currency, locale } = row;
  return {
    ...{ name, addressLine, phone, email, timeZone },
    currency: CURRENCY_CODES.find((code) => code === currency) ?? "USD",
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
  };
}

export async function hasPayments(ctx: Ctx, tx: Tx): Promise<boolean> {
  const rows = await tx.select({ id: payments.id }).from(payments).where(eq(payments.firmId, ctx.firmId)).limit(1);
  return rows.length > 0;
}
