import type { FirmView } from "@/lib/firms/model";
import { findPartChoice } from "@/lib/invoices/find-part-choice";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { decidePaidAmount } from "../rules";

/** What is charged of a link, without surcharge. Whether a part may be paid of an invoice is a choice of its own. @throws AppError refused (part_not_allowed, part_out_of_bounds) */
export async function paidAmountOf(
  ctx: Ctx,
  tx: Tx,
  link: { amountCents: number; source: string },
  firm: Pick<FirmView, "allowsPartPayment">,
  askedCents: number | undefined,
): Promise<number> {
  const isAllowed = link.source === "invoice" ? await findPartChoice(ctx, tx) : firm.allowsPartPayment;
  const decision = decidePaidAmount(link, isAllowed, askedCents);
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  return decision.amountCents;
}
