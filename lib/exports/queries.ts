import { desc } from "drizzle-orm";
import { exports } from "@/db/schema/exports";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { exportRowOf, ownExports } from "./internal/load";
import type { ExportRow } from "./model";

/** More than anybody has in the days for which files are kept. */
const SHOWN = 100;

/** The exports of the user who acts, newest first, as long as their files are kept. */
export async function listExports(ctx: Ctx): Promise<ExportRow[]> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) =>
    tx.select().from(exports).where(ownExports(ctx)).orderBy(desc(exports.requestedAt), desc(exports.id)).limit(SHOWN),
  );
  return rows.map(exportRowOf);
}
