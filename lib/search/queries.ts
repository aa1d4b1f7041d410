import { isPaymentStatus } from "@/lib/payments/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { type SearchWish, searchQuestion } from "./internal/search-question";
import { type Found, NOTHING_FOUND } from "./model";
import { LEAST_TYPED } from "./rules";

type PaymentJson = {
  id: string;
  number: string;
  payer_name: string;
  invoice_number: string;
  amount_cents: number;
  currency: string;
  status: string;
  kind: "operating" | "trust";
  created_at: string;
};
type LinkJson = Omit<PaymentJson, "payer_name" | "status" | "created_at"> & { recipient_name: string };
type InvoiceJson = Pick<PaymentJson, "id" | "number" | "currency" | "kind"> & { bill_to: string; total_cents: number };
type Answer = {
  invoices: InvoiceJson[] | null;
  payments: PaymentJson[] | null;
  payers: { id: string; name: string; emails: string[] }[] | null;
  links: LinkJson[] | null;
};

/**
 * Payments, payers, links and invoices that hold every word of `q`; of accounts that the actor may see. A text that is an amount with decimals finds
 * payments of that amount too. One question.
 * @throws AppError forbidden
 */
export async function searchEverything(ctx: Ctx, wish: SearchWish): Promise<Found> {
  requirePermission(ctx, "payments.view");
  if (wish.q.length < LEAST_TYPED) return NOTHING_FOUND;
  const answer = await inFirm(ctx, async (tx) => {
    const { rows } = await tx.execute<{ answer: Answer }>(searchQuestion(ctx, wish));
    return rows[0]?.answer;
  });
  return {
    payments: (answer?.payments ?? []).flatMap(({ status, kind, ...row }) =>
      isPaymentStatus(status)
        ? [
            {
              ...{ id: row.id, number: row.number, currency: row.currency, status, accountKind: kind },
              ...{ payerName: row.payer_name, invoiceNumber: row.invoice_number, amountCents: row.amount_cents },
              createdAt: new Date(row.created_at),
            },
          ]
        : [],
    ),
    payers: answer?.payers ?? [],
    links: (answer?.links ?? []).map((row) => ({
      ...{ id: row.id, number: row.number, currency: row.currency, accountKind: row.kind },
      ...{ recipientName: row.recipient_name, invoiceNumber: row.invoice_number, amountCents: row.amount_cents },
    })),
    invoices: (answer?.invoices ?? []).map(
      ({ kind: accountKind, bill_to: billTo, total_cents: totalCents, ...row }) => ({
        ...row,
        ...{ accountKind, billTo, totalCents },
      }),
    ),
  };
}
