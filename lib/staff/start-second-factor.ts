import { users } from "@/db/schema/staff";
import { beginSecondFactor, type SecondFactorSetup, showPending } from "@/lib/auth/second-factor";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { requireUserId, userIs } from "./internal/load";
import { openTicketOf } from "./internal/ticket";

/** A seed for a user's app; nothing is kept until its first code comes back. @throws AppError forbidden, refused (second_factor_on) */
export async function startSecondFactor(ctx: Ctx): Promise<SecondFactorSetup> {
  const userId = requireUserId(ctx);
  return inFirm(ctx, async (tx) => {
    const { names, isOn } = await readNames(ctx, tx, userId);
    if (isOn) throw new AppError("refused", { reason: "second_factor_on" });
    return beginSecondFactor(ctx.ids, ctx.clock.now(), names);
  });
}

/**
 * The same for whoever has just given their password; with `pending` the same seed again, for a second try.
 * @throws AppError unauthenticated (ticket_over)
 */
export async function startSecondFactorAtSignIn(input: {
  ticket: string;
  pending: string;
}): Promise<SecondFactorSetup> {
  const { firmId, userId } = openTicketOf(input.ticket);
  const ctx = systemContext(firmId, "sign-in");
  const { names } = await inFirm(ctx, (tx) => readNames(ctx, tx, userId));
  if (input.pending !== "") {
    try {
      return showPending(input.pending, names);
    } catch {
      throw new AppError("unauthenticated", { reason: "ticket_over" });
    }
  }
  return beginSecondFactor(ctx.ids, ctx.clock.now(), names);
}

async function readNames(ctx: Ctx, tx: Tx, userId: string) {
  const [user] = await tx.select().from(users).where(userIs(ctx, userId));
  if (!user) throw new AppError("forbidden");
  const firm = await getFirm(ctx, tx);
  return {
    names: { firmId: ctx.firmId, userId, firmName: firm.name, email: user.email },
    isOn: user.totpSealed !== "",
  };
}
