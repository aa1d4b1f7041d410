import { and, eq } from "drizzle-orm";
import { autoPayRuns } from "@/db/schema/auto-pays";
import AutoPayFailedMail from "@/emails/auto-pay-failed";
import { loadAutoPay } from "./auto-pay-parts";
import { loadMethodLink } from "./method-link";
import { type Composer, draftOf, idIn } from "./parts";

/** Not sent once the run was paid, is being charged again or was left out. */
export const composeAutoPayFailed: Composer = async (ctx, tx, payload, locale) => {
  const { autoPay, accountKind, facts } = await loadAutoPay(ctx, tx, payload);
  const date = idIn(payload, "runOn");
  const [run] = await tx
    .select()
    .from(autoPayRuns)
    .where(and(eq(autoPayRuns.firmId, ctx.firmId), eq(autoPayRuns.autoPayId, autoPay.id), eq(autoPayRuns.runOn, date)));
  const isOpen = run?.status === "failed" || (run?.status === "open" && run.declines > 0);
  if (!run || !isOpen) return null;
  return draftOf(AutoPayFailedMail, {
    locale,
    ...facts,
    ...{ accountKind, date, retryOn: payload.retryOn || null },
    amountCents: run.amountCents > 0 ? run.amountCents : null,
    ...(await loadMethodLink(ctx, tx, idIn(payload, "requestId"), locale)),
  });
};
