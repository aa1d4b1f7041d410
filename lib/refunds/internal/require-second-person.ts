import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { isSecondPerson } from "../rules";
import type { RefundRequest } from "./requests";

/** @throws AppError refused (own_refund_request) */
export function requireSecondPerson(ctx: Ctx, { askedPerson }: RefundRequest): void {
  if (!isSecondPerson(actorName(ctx.actor), askedPerson))
    throw new AppError("refused", { reason: "own_refund_request" });
}
