import type { Staff } from "@/lib/auth/session";
import { listPayersLike } from "@/lib/payers/queries";
import type { PaymentDetail } from "@/lib/payments/model";
import { SavePayerButton } from "./save-payer-button";

type Props = { payment: PaymentDetail; staff: Staff };

/** The way to keep whoever paid; offers payers of the same address or name first, so that nobody is kept twice. */
export async function SavePayer({ payment, staff }: Props) {
  if (payment.payerId || !staff.can("payers.manage")) return null;
  const likely = await listPayersLike(staff.ctx, { name: payment.payerName, emails: payment.receiptEmails });
  return (
    <SavePayerButton
      paymentId={payment.id}
      name={payment.payerName}
      email={payment.receiptEmails[0] ?? ""}
      likely={likely.map(({ id, name, emails }) => ({ id, name, email: emails[0] ?? "" }))}
    />
  );
}
