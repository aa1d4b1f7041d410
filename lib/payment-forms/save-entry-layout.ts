import { readCustomFields } from "@/lib/custom-fields/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { keepLayoutPart } from "./internal/keep";
import { hideableFields } from "./rules";
import type { EntryLayoutInput } from "./schemas";

/** What the user who acts does not want to see of the form; what is required is never hidden. @throws AppError forbidden */
export async function saveEntryLayout(ctx: Ctx, { hidden }: EntryLayoutInput): Promise<{ hidden: string[] }> {
  requirePermission(ctx, "payments.take");
  return inFirm(ctx, async (tx) => {
    const hideable = hideableFields(await readCustomFields(ctx, tx, "payment"));
    const kept = hideable.filter((id) => hidden.includes(id));
    await keepLayoutPart(ctx, tx, { hidden: kept });
    return { hidden: kept };
  });
}
