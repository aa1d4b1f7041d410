import type { FirmView } from "@/lib/firms/model";
import { AppError } from "@/lib/platform/errors";
import { decidePaidAmount } from "../rules";

/** What is charged of a link, without surcharge. @throws AppError refused (part_not_allowed, part_out_of_bounds) */
export function paidAmountOf(
  link: { amountCents: number; source: string },
  firm: Pick<FirmView, "allowsPartPayment">,
  askedCents: number | undefined,
): number {
  const decision = decidePaidAmount(link, firm.allowsPartPayment, askedCents);
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  return decision.amountCents;
}
