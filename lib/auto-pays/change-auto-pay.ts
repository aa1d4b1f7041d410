import type { Ctx } from "@/lib/platform/context";
import { cancelAutoPay } from "./cancel-auto-pay";
import { enrollAssociations } from "./enroll-associations";
import type { AutoPayTerms } from "./model";
import { pauseAutoPay } from "./pause-auto-pay";
import { getAutoPay } from "./queries";
import { renewAutoPay } from "./renew-auto-pay";
import { resumeAutoPay } from "./resume-auto-pay";
import { UpdateAutoPayInput } from "./schemas";
import { updateAutoPay } from "./update-auto-pay";

export type AutoPayChange = {
  autoPayId: string;
  /** What is undefined stays as it is. */
  terms: { [Name in keyof AutoPayTerms]?: AutoPayTerms[Name] | undefined };
  associationIds?: string[] | undefined;
  action?: keyof typeof ACTIONS | undefined;
};

const ACTIONS = { pause: pauseAutoPay, resume: resumeAutoPay, cancel: cancelAutoPay, renew: renewAutoPay };

/**
 * Several changes in the order of terms, enrollments, act, as programs ask for them; each of them once, also when asked again.
 * @throws AppError forbidden, not_found (auto_pay_unknown, association_unknown), invalid_input, refused, conflict, as each of them
 */
export async function changeAutoPay(ctx: Ctx, change: AutoPayChange): Promise<void> {
  const { autoPayId, terms, associationIds, action } = change;
  const before = await getAutoPay(ctx, autoPayId);
  const wanted = Object.entries(terms).filter(([, value]) => value !== undefined);
  if (wanted.length > 0) {
    const { methodId, accountId, name, arMessage, frequency, startDate, days, capCents, paysOthers } = before;
    const kept = { methodId, accountId, name, arMessage, frequency, startDate, days, capCents, paysOthers };
    const revision = before.revision;
    await updateAutoPay(ctx, UpdateAutoPayInput.parse({ ...kept, ...Object.fromEntries(wanted), autoPayId, revision }));
  }
  if (associationIds) await enrollAssociations(ctx, { autoPayId, associationIds });
  if (action) await ACTIONS[action](ctx, { autoPayId });
}
