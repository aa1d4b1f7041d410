import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { keepLayoutPart } from "./internal/keep";

/** Remembers the account that a user charged into, so that the next form begins with it. Part of the charge's own transaction. */
export async function chooseEntryAccount(ctx: Ctx, tx: Tx, accountId: string): Promise<void> {
  await keepLayoutPart(ctx, tx, { accountId });
}
