import { eq } from "drizzle-orm";
import { connectSettings } from "@/db/schema/connections";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ConnectSettings } from "../model";
import { getConnectSettings } from "../queries";

/** The settings as they stand, held until the transaction ends, so that an audit tells what was really before. */
export async function lockConnectSettings(ctx: Ctx, tx: Tx): Promise<ConnectSettings> {
  await tx.insert(connectSettings).values({ firmId: ctx.firmId }).onConflictDoNothing();
  await tx.select().from(connectSettings).where(eq(connectSettings.firmId, ctx.firmId)).for("update");
  return getConnectSettings(ctx, tx);
}
