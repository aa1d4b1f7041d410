import { HostedPage } from "@/app/_components/hosted-page/hosted-page";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = {
  params: Promise<{ firm: string; page: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PaymentPage({ params, searchParams }: Props) {
  return <HostedPage {...(await params)} frame="embed" query={await searchParams} />;
}
