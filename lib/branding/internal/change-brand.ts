import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { BrandChoice, FirmLogo } from "../model";
import { choiceOf, keptBrand, logoOf } from "../rules";

type Look = { choice: BrandChoice; logo: Omit<FirmLogo, "url"> | null };

/** Changes what is kept of the firm's brand under a lock, and writes both into the audit. */
export async function changeBrand(
  ctx: Ctx,
  tx: Tx,
  { action, change }: { action: string; change: (look: Look) => Look },
): Promise<void> {
  const own = eq(firms.firmId, ctx.firmId);
  const [row] = await tx.select({ brand: firms.brand }).from(firms).where(own).for("update");
  if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
  const before = { choice: choiceOf(row.brand), logo: logoOf({ firmId: ctx.firmId, brand: row.brand }) };
  const after = change(before);
  await tx
    .update(firms)
    .set({ brand: keptBrand(after.choice, after.logo) })
    .where(own);
  await appendAudit(ctx, tx, {
    action,
    objectType: "firm",
    objectId: ctx.firmId,
    detail: { before: JSON.stringify(told(before)), after: JSON.stringify(told(after)) },
  });
}

function told({ choice, logo }: Look) {
  return { ...choice, logo: logo?.id ?? "", logoHasName: logo?.hasName ?? false };
}
