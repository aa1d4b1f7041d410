import { SavePayer } from "@/app/staff/_components/save-payer";
import type { Staff } from "@/lib/auth/session";
import { listPaidTogether } from "@/lib/carts/list-paid-together";
import { nameCustomValues } from "@/lib/custom-fields/queries";
import { findOrder } from "@/lib/payment-pages/find-order";
import type { PaymentDetail } from "@/lib/payments/model";
import type { PaymentTrust } from "@/lib/trust/find-payment-trust";
import { DisputesSheet } from "./disputes-sheet";
import { PaidTogetherSheet } from "./paid-together";
import { PaymentDetails } from "./payment-details";
import { PaymentNote } from "./payment-note";
import { PaymentOrder } from "./payment-order";
import { PaymentPostings } from "./payment-postings";
import { PaymentTrustSheet } from "./payment-trust";
import { RefundRequestsSheet } from "./refund-requests-sheet";
import { RefundsSheet } from "./refunds-sheet";

type Props = { payment: PaymentDetail; trust: PaymentTrust | null; staff: Staff };

/** What is known of the payment, one sheet for each part that it has. */
export async function PaymentSheets({ payment, trust, staff }: Props) {
  const { ctx, firm, can } = staff;
  const [together, custom, order] = await Promise.all([
    listPaidTogether(ctx, payment.id),
    nameCustomValues(ctx, "payment", payment.customFields),
    payment.source === "payment_page" ? findOrder(ctx, payment.id) : [],
  ]);
  return (
    <div className="stack">
      <PaymentDetails
        payment={payment}
        firm={firm}
        custom={custom}
        savePayer={<SavePayer payment={payment} staff={staff} />}
      />
      <PaymentOrder lines={order} currency={payment.currency} />
      <PaymentNote paymentId={payment.id} number={payment.number} note={payment.note} mayEdit={can("payments.take")} />
      <PaymentTrustSheet trust={trust} />
      <PaidTogetherSheet others={together} />
      <PaymentPostings payment={payment} staff={staff} />
      {payment.disputes.length > 0 && <DisputesSheet payment={payment} firm={firm} />}
      {payment.refundRequests.length > 0 && <RefundRequestsSheet payment={payment} firm={firm} />}
      {payment.refunds.length > 0 && <RefundsSheet payment={payment} firm={firm} />}
    </div>
  );
}
