import { allocationLines } from "@/db/schema/allocations";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { AccountKind } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { obligationOfSubmission } from "../rules";
import type { StoredSubmission } from "./load";

/**
 * What the payment is to be put on in the matter system, as the visitor named it: its posting record comes with the money, incomplete
 * until the item is found by these numbers. Without a matter system in use there is nothing to post to.
 */
export async function keepPostingLine(
  ctx: Ctx,
  tx: Tx,
  submission: StoredSubmission,
  account: AccountKind,
): Promise<void> {
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection) return;
  const { arMessage } = await getConnectSettings(ctx, tx);
  const { clientRef: clientNumber, matterRef: matterNumber, invoiceNumber, amountCents, currency } = submission;
  await tx
    .insert(allocationLines)
    .values({
      ...{
        firmId: ctx.firmId,
        obligation: obligationOfSubmission(submission.id),
        place: 0,
        connectionId: connection.id,
      },
      kind: account === "trust" ? "trust" : "invoice",
      ...{ itemKey: "", clientNumber, matterNumber, invoiceNumber: account === "trust" ? "" : invoiceNumber },
      ...{ balanceCents: 0, amountCents, currency, arMessage, createdAt: ctx.clock.now() },
    })
    // A second try after a decline is for the same.
    .onConflictDoNothing();
}
