import type { WholePayer } from "@/lib/payers/model";
import { listPayers } from "@/lib/payers/queries";
import type { Ctx } from "@/lib/platform/context";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { fromCursorOrStart } from "../../_components/read-list";
import type { PayersFilter } from "./payers-address";

const ROWS = 50;

/** A cursor that was tampered with shows the first page. */
export async function loadPayers(ctx: Ctx, filter: PayersFilter): Promise<TwoWayPage<WholePayer>> {
  return fromCursorOrStart(filter, (asked) => listPayers(ctx, { ...asked, limit: ROWS }));
}
