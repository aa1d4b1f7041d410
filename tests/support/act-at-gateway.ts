import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import { followPayment } from "@/lib/payments/follow-payment";
import type { Clock } from "@/lib/platform/clock";
import { deskAt } from "./money-bench";
import type { TestDatabase } from "./test-database";
import type { TestFirm } from "./test-firm";

type Act = { action: SandboxAction; code?: string; clock: Clock };

/** Something happens to a charge at the processor's desk, and we learn of it. `code` is that of a return. */
export async function actAtGateway(
  test: TestDatabase,
  firm: TestFirm,
  paymentId: string,
  { action, code = "R10", clock }: Act,
): Promise<void> {
  const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
    paymentId,
  ]);
  const isDone = await deskAt(clock).actOnCharge(charge?.id ?? "", action, code);
  if (!isDone) throw new Error(`The sandbox cannot ${action} this charge now.`);
  await followPayment(firm.ctxAt(clock), paymentId);
}
