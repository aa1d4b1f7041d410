import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getPayment } from "@/lib/payments/get-payment";
import { actorName } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { newRequestId } from "@/lib/platform/ids";
import { getRefundAllowance } from "@/lib/refunds/queries";
import { findPaymentTrust } from "@/lib/trust/find-payment-trust";
import { PaymentHead } from "./_components/payment-head";
import { PaymentSheets } from "./_components/payment-sheets";
import { PaymentTimeline } from "./_components/payment-timeline";

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
  const mayRefund = can("payments.refund");
  const [trust, { aloneCents }] = await Promise.all([
    findPaymentTrust(ctx, payment),
    mayRefund ? getRefundAllowance(ctx, id) : { aloneCents: null },
  ]);
  return (
    <>
      <PaymentHead
        payment={payment}
        trust={trust}
        firm={firm}
        mayRefund={mayRefund}
        aloneCents={aloneCents}
        person={actorName(ctx.actor)}
        mayMail={can("links.send")}
        mayTake={can("payments.take")}
        now={ctx.clock.now()}
        requestKey={newRequestId()}
      />
      <div className="columns">
        <PaymentSheets payment={payment} trust={trust} staff={staff} />
        <PaymentTimeline payment={payment} firm={firm} />
      </div>
    </>
  );
}
