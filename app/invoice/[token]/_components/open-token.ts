import { cache } from "react";
import { receivePublicRequest } from "@/lib/http/public-request";
import { findPublicInvoice } from "@/lib/invoices/find-public-invoice";

/** The request and what its token opens, once per request: the page and the page for "not found" are drawn side by side. */
export const openToken = cache(async (token: string) => {
  const request = await receivePublicRequest();
  return { request, found: request.isLimited ? null : await findPublicInvoice(token, request.ip) };
});
