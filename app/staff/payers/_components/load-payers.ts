import type { WholePayer } from "@/lib/payers/model";
import { listPayers } from "@/lib/payers/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Page } from "@/lib/platform/keyset";
import type { PayersFilter } from "./payers-address";

const ROWS = 50;

/** A cursor that was tampered with shows the first page. */
export async function loadPayers(ctx: Ctx, { q, cursor }: PayersFilter): Promise<Page<WholePayer>> {
  return listPayers(ctx, { q, cursor: cursor || null, limit: ROWS }).catch((error: unknown) => {
    if (error instanceof AppError && error.reason === "cursor_invalid")
      return listPayers(ctx, { q, cursor: null, limit: ROWS });
    throw error;
  });
}
