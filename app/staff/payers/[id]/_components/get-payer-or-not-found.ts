import { notFound, redirect } from "next/navigation";
import type { PayerDetail } from "@/lib/payers/model";
import { getPayer } from "@/lib/payers/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";

/** The payer, or the page that says there is none. One that was merged leads to the survivor, so that old addresses hold. */
export async function getPayerOrNotFound(ctx: Ctx, payerId: string): Promise<PayerDetail> {
  const payer = await getPayer(ctx, payerId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  if (payer.mergedInto) redirect(`/staff/payers/${payer.mergedInto}?merged=1`);
  return payer;
}
