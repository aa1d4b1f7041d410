// Stands in for the program's file that refunds: each press is a refund of its own. Only a process of the harness ever sees it.
import * as real from "@/lib/refunds/refund-payment";
import { noteReplaced } from "../child/replaced";

noteReplaced("refund-key");

export const refundPayment: typeof real.refundPayment = (ctx, input) =>
  real.refundPayment(ctx, { ...input, requestKey: `${input.requestKey}/${ctx.ids.next("req")}` });
