import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { readOrder } from "./internal/items";
import type { OrderLine } from "./model";
import { obligationOfSubmission } from "./rules";

/** What a payment of this obligation bought, in the order of the page; nothing for any other. For pages and mails of its payer. */
export async function listOrderLines(ctx: Ctx, tx: Tx, obligation: string): Promise<OrderLine[]> {
  const start = obligationOfSubmission("");
  return obligation.startsWith(start) ? readOrder(ctx, tx, obligation.slice(start.length)) : [];
}
