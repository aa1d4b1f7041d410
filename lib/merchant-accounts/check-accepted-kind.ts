import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { findAccount } from "./queries";

/** An account takes only the kinds of method that its settings say. @throws AppError refused (method_not_accepted) */
export async function checkAcceptedKind(ctx: Ctx, tx: Tx, accountId: string, kind: "card" | "echeck"): Promise<void> {
  const account = await findAccount(ctx, tx, accountId);
  const isAccepted = kind === "card" ? account?.acceptsCard : account?.acceptsEcheck;
  if (!isAccepted) throw new AppError("refused", { reason: "method_not_accepted" });
}
