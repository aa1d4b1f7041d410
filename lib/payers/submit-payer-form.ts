import type { Ctx } from "@/lib/platform/context";
import { createPayer } from "./create-payer";
import { factsOfForm, type PayerForm } from "./schemas";
import { updatePayer } from "./update-payer";

/** The payer form: a new payer without an id, a change with one. @throws as createPayer and updatePayer */
export async function submitPayerForm(ctx: Ctx, form: PayerForm): Promise<{ id: string }> {
  const facts = factsOfForm(form);
  if (form.payerId) return updatePayer(ctx, { payerId: form.payerId, revision: form.revision ?? null, changes: facts });
  return createPayer(ctx, { ...facts, customFields: {}, requestKey: form.requestId ?? ctx.ids.next("req") });
}
