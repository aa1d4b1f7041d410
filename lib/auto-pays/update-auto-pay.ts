import { isDeepStrictEqual } from "node:util";
import { autoPays } from "@/db/schema/auto-pays";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { checkTerms } from "./internal/check-terms";
import { autoPayIs, type StoredAutoPay } from "./internal/load";
import { followCalendar, lockChangeable } from "./internal/make";
import { writeEvent } from "./internal/write-event";
import type { AutoPayTerms } from "./model";
import type { UpdateAutoPayInput } from "./schemas";

/**
 * Changes what is paid, when, and how much; for the runs that have not begun.
 * @throws AppError forbidden, not_found, conflict (auto_pay_changed), refused (auto_pay_cancelled, method_*), invalid_input
 */
export async function updateAutoPay(ctx: Ctx, input: UpdateAutoPayInput): Promise<{ id: string }> {
  requirePermission(ctx, "connect.pay");
  const { autoPayId, revision, ...terms } = input;
  return inFirm(ctx, async (tx) => {
    const before = await lockChangeable(ctx, tx, autoPayId);
    const changed = changesOf(before, terms);
    if (Object.keys(changed).length === 0) return { id: autoPayId };
    if (revision !== null && revision !== before.revision)
      throw new AppError("conflict", { reason: "auto_pay_changed" });
    const currency = await checkTerms(ctx, tx, before.payerId, terms, before.startDate);
    const startedOn = before.status === "draft" ? terms.startDate : before.startedOn;
    const after: StoredAutoPay = { ...before, ...terms, days: [...terms.days], currency, startedOn };
    await tx
      .update(autoPays)
      .set({ ...terms, currency, startedOn })
      .where(autoPayIs(ctx, autoPayId));
    await followCalendar(ctx, tx, after);
    await writeEvent(ctx, tx, { autoPayId, kind: "changed", detail: changed });
    await appendAudit(ctx, tx, {
      action: "auto_pay.change",
      objectType: "payer",
      objectId: before.payerId,
      detail: { autoPayId, ...changed },
    });
    return { id: autoPayId };
  });
}

/** What changes, field by field: "capCents" as "50000 -> " where the cap is lifted. */
function changesOf(before: StoredAutoPay, terms: AutoPayTerms): Record<string, string> {
  const fields = Object.keys(terms) as (keyof AutoPayTerms)[];
  const changed = fields.filter((field) => !isDeepStrictEqual(before[field], terms[field]));
  return Object.fromEntries(changed.map((field) => [field, `${textOf(before[field])} -> ${textOf(terms[field])}`]));
}

function textOf(value: AutoPayTerms[keyof AutoPayTerms]): string {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
