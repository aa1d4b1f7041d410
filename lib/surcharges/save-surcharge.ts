import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { appendAudit } from "@/lib/audit/append-audit";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { SurchargeSettings } from "./model";
import { problemsOf } from "./rules";
import type { SurchargeInput } from "./schemas";

/**
 * Sets the firm's card surcharge. It is switched on only when rate, state, notice and words are in order on that day; off always.
 * @throws AppError forbidden, refused (the first of the problems; `fields` names all), refused (surcharge_links_card_only)
 */
export async function saveSurcharge(ctx: Ctx, input: SurchargeInput): Promise<SurchargeSettings> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const rows = await tx.select().from(firms).where(eq(firms.firmId, ctx.firmId)).for("update");
    const row = rows[0];
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    const problems = problemsOf(input, dateInZone(ctx.clock.now(), row.timeZone));
    const [first] = problems;
    if (first) {
      const fields = problems.map(({ path, refusal }) => ({ path, message: refusal }));
      throw new AppError("refused", { reason: first.refusal, fields });
    }
    // Sent links that take cards only leave no way around it (S7).
    if (input.isEnabled && row.linkMethods === "card")
      throw new AppError("refused", { reason: "surcharge_links_card_only" });
    await tx.update(firms).set({ surcharge: input }).where(eq(firms.firmId, ctx.firmId));
    await appendAudit(ctx, tx, {
      action: "surcharge.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(row.surcharge), after: JSON.stringify(input) },
    });
    return input;
  });
}
