import { notFound } from "next/navigation";
import { cache } from "react";
import { getInvoice } from "@/lib/invoices/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";

/** The invoice, once per request; another firm's, one of an account that is not one's own, and none are the same answer. */
export const getInvoiceOrNotFound = cache(async (ctx: Ctx, invoiceId: string) =>
  getInvoice(ctx, invoiceId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }),
);
