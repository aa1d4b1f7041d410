import type { PaymentStatus } from "../model";

/** One move of a payment. `detail` is what the history says of it. */
export type SourceMove = { from: PaymentStatus; to: PaymentStatus; detail: Record<string, string> };
