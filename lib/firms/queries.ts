import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { FirmView } from "./model";

/** The firm of this context. @throws AppError not_found */
export async function getFirm(ctx: Ctx, tx: Tx): Promise<FirmView> {
  const rows = await tx.select().from(firms).where(eq(firms.firmId, ctx.firmId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
  return firmViewOf(row);
}

/** A firm's row as pages see it. */
export function firmViewOf(row: typeof firms.$inferSelect): FirmView {
  const { moneyFrozenAt, locale, createdAt: _made, ...rest } = row;
  return { ...rest, locale: isLocale(locale) ? locale : DEFAULT_LOCALE, isMoneyFrozen: moneyFrozenAt !== null };
}
