import { enqueueMails } from "@/lib/email/enqueue-mail";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type MailedRequest = { id: string; sentTo: readonly string[]; locale: string };

/** Puts the request's mail for every address into the outbox. `round` tells a first sending from a later one. */
export async function mailRequest(ctx: Ctx, tx: Tx, request: MailedRequest, round: string): Promise<void> {
  await enqueueMails(
    ctx,
    tx,
    request.sentTo.map((toAddress) => ({
      kind: "method-request" as const,
      toAddress,
      locale: request.locale,
      objectType: "method_request" as const,
      objectId: request.id,
      payload: { requestId: request.id },
      dedupeKey: `method-request:${request.id}:${round}:${toAddress}`,
    })),
  );
}
