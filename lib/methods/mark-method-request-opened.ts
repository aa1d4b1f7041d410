import { and, isNull } from "drizzle-orm";
import { methodRequests } from "@/db/schema/methods";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { requestIs } from "./internal/load";

/** Notes the first time a person opened the page. Never changes what the request allows. */
export async function markMethodRequestOpened(ctx: Ctx, requestId: string): Promise<void> {
  await inFirm(ctx, (tx) =>
    tx
      .update(methodRequests)
      .set({ openedAt: ctx.clock.now() })
      .where(and(requestIs(ctx, requestId), isNull(methodRequests.openedAt))),
  );
}
