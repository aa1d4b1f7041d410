import { and, eq, isNull } from "drizzle-orm";
import { eventEndpoints } from "@/db/schema/event-endpoints";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { mayCallLocally } from "../rules";

export type StoredEndpoint = typeof eventEndpoints.$inferSelect;

export function endpointIs(ctx: Ctx, endpointId: string) {
  return and(
    eq(eventEndpoints.firmId, ctx.firmId),
    eq(eventEndpoints.id, endpointId),
    isNull(eventEndpoints.removedAt),
  );
}

/** Locked until the transaction ends. @throws AppError not_found (endpoint_unknown) */
export async function lockEndpoint(ctx: Ctx, tx: Tx, endpointId: string): Promise<StoredEndpoint> {
  const [row] = await tx.select().from(eventEndpoints).where(endpointIs(ctx, endpointId)).for("update");
  if (!row) throw new AppError("not_found", { reason: "endpoint_unknown" });
  return row;
}

export function allowsLocalCalls(): boolean {
  return mayCallLocally(env());
}
