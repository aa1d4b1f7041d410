import { HostedPayment } from "@/app/_components/hosted-page/hosted-payment";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ firm: string; page: string; token: string }> };

export default async function PaymentPagePayment({ params }: Props) {
  return <HostedPayment {...(await params)} frame="embed" />;
}
