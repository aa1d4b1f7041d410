// Stands in for the program's file that closes a link, whatever state the link is in. Only a process of the harness ever sees it.
import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { closePaidLink as realClosePaidLink } from "@/lib/pay-links/close-paid-link";
import { noteReplaced } from "../child/replaced";

noteReplaced("link-close");

export const closePaidLink: typeof realClosePaidLink = async (ctx, tx, linkId, payment) => {
  await tx
    .update(payLinks)
    .set({ status: "paid", amountPaidCents: payment.amountCents, closedAt: ctx.clock.now() })
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
};
