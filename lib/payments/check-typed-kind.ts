import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";

type Kind = "card" | "echeck";

/**
 * One kind of method only is taken, and nobody has asked the gateway yet of which kind the typed one is. Thrown inside the claim, where
 * no call to the gateway may happen; whoever catches it asks and tries again. Where both are taken, nobody pays for the question.
 */
export class KindUnproven extends Error {
  constructor(readonly accountId: string) {
    super("the kind of the typed method is not proven");
  }
}

/** `proven` is what the gateway said, null before it was asked. @throws KindUnproven; AppError refused (method_not_accepted) */
export function checkWantedKind(
  wanted: "all" | Kind,
  method: { accountId: string; said: Kind; proven: Kind | null },
): void {
  if (wanted === "all") return;
  if (method.said !== wanted) throw new AppError("refused", { reason: "method_not_accepted" });
  if (method.proven === null) throw new KindUnproven(method.accountId);
  if (method.proven !== wanted) throw new AppError("refused", { reason: "method_not_accepted" });
}

/**
 * Of which kind the typed method is, by the word of the gateway and not of the browser. One that the gateway refuses counts as what it
 * was said to be: its charge says why it does not work.
 * @throws AppError upstream_unavailable
 */
export async function readTypedKind(
  ctx: Ctx,
  accountId: string,
  { methodToken, methodKind }: { methodToken: string; methodKind: Kind },
): Promise<Kind> {
  const at = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, accountId));
  const read = await gatewayOf(at.gateway, ctx).readMethod(at.account, methodToken);
  if (read.kind === "unknown") throw new AppError("upstream_unavailable");
  return read.kind === "declined" ? methodKind : read.method.kind;
}
