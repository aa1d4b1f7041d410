import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SavePayer } from "@/app/staff/_components/save-payer";
import { requireStaff } from "@/lib/auth/session";
import { listPaidTogether } from "@/lib/carts/list-paid-together";
import { nameCustomValues } from "@/lib/custom-fields/queries";
import { getPayment } from "@/lib/payments/get-payment";
import { AppError } from "@/lib/platform/errors";
import { newRequestId } from "@/lib/platform/ids";
import { findPaymentTrust } from "@/lib/trust/find-payment-trust";
import { DisputesSheet } from "./_components/disputes-sheet";
import { PaidTogetherSheet } from "./_components/paid-together";
import { PaymentDetails } from "./_components/payment-details";
import { PaymentHead } from "./_components/payment-head";
import { PaymentNote } from "./_components/payment-note";
import { PaymentTimeline } from "./_components/payment-timeline";
import { PaymentTrustSheet } from "./_components/payment-trust";
import { RefundsSheet } from "./_components/refunds-sheet";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments.detail.facts");
  return { title: t("payment") };
}

export default async function PaymentPage({ params }: Props) {
  const staff = await requireStaff("payments.view");
  const { ctx, firm, can } = staff;
  const { id } = await params;
  const payment = await getPayment(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  const [trust, together, custom] = await Promise.all([
    findPaymentTrust(ctx, payment),
    listPaidTogether(ctx, id),
    nameCustomValues(ctx, "payment", payment.customFields),
  ]);
  return (
    <>
      <PaymentHead
        payment={payment}
        trust={trust}
        firm={firm}
        mayRefund={can("payments.refund")}
        mayMail={can("links.send")}
        mayTake={can("payments.take")}
        now={ctx.clock.now()}
        requestKey={newRequestId()}
      />
      <div className="columns">
        <div className="stack">
          <PaymentDetails
            payment={payment}
            firm={firm}
            custom={custom}
            savePayer={<SavePayer payment={payment} staff={staff} />}
          />
          <PaymentNote paymentId={id} number={payment.number} note={payment.note} mayEdit={can("payments.take")} />
          <PaymentTrustSheet trust={trust} />
          <PaidTogetherSheet others={together} />
          {payment.disputes.length > 0 && <DisputesSheet payment={payment} firm={firm} />}
          {payment.refunds.length > 0 && <RefundsSheet payment={payment} firm={firm} />}
        </div>
        <PaymentTimeline payment={payment} firm={firm} />
      </div>
    </>
  );
}
