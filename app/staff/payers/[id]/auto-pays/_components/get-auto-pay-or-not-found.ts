import { notFound, redirect } from "next/navigation";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import { getAutoPay } from "@/lib/auto-pays/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { autoPayAddress } from "../../_components/auto-pay-address";

/** The Auto-Pay of this payer. One that went with a merge is found where it is now. */
export async function getAutoPayOrNotFound(ctx: Ctx, payerId: string, autoPayId: string): Promise<AutoPayDetail> {
  const autoPay = await getAutoPay(ctx, autoPayId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  if (!autoPay) return notFound();
  if (autoPay.payerId !== payerId) redirect(autoPayAddress(autoPay.payerId, autoPay.id));
  return autoPay;
}
