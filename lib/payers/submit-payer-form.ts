import { payers } from "@/db/schema/payers";
import { readCustomFields } from "@/lib/custom-fields/queries";
import { keptValues, problemsOfValues } from "@/lib/custom-fields/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { createPayer } from "./create-payer";
import { payerIs } from "./lock-payer";
import { factsOfForm, type PayerForm } from "./schemas";
import { updatePayer } from "./update-payer";

/**
 * The payer form: a new payer without an id, a change with one. Values of fields that the firm asks for no more stay.
 * @throws AppError as createPayer and updatePayer; invalid_input (field_missing, choice_unknown, text_too_long, card_number_in_text)
 */
export async function submitPayerForm(ctx: Ctx, form: PayerForm): Promise<{ id: string }> {
  requirePermission(ctx, "payers.manage");
  const facts = { ...factsOfForm(form), customFields: await checkCustomValues(ctx, form) };
  if (form.payerId) return updatePayer(ctx, { payerId: form.payerId, revision: form.revision ?? null, changes: facts });
  return createPayer(ctx, { ...facts, requestKey: form.requestId ?? ctx.ids.next("req") });
}

async function checkCustomValues(ctx: Ctx, { customFields, payerId }: PayerForm): Promise<Record<string, string>> {
  return inFirm(ctx, async (tx) => {
    const asked = await readCustomFields(ctx, tx, "payer");
    const problems = problemsOfValues(asked, customFields);
    if (problems.length > 0) {
      const fields = problems.map(({ id, problem }) => ({ path: `customFields.${id}`, message: problem }));
      throw new AppError("invalid_input", { reason: problems[0]?.problem ?? "invalid", fields });
    }
    const rows = payerId
      ? await tx.select({ values: payers.customFields }).from(payers).where(payerIs(ctx, payerId))
      : [];
    const given = new Set(asked.map(({ id }) => id));
    const others = Object.entries(rows[0]?.values ?? {}).filter(([id]) => !given.has(id));
    return { ...Object.fromEntries(others), ...keptValues(asked, customFields) };
  });
}
