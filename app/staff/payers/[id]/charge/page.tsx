import { redirect } from "next/navigation";
import { requireStaff } from "@/lib/auth/session";
import { getPayerOrNotFound } from "../_components/get-payer-or-not-found";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ method?: string | string[] }> };

/** Enter Payment is the one place where staff charge; who kept this address finds the payer and the method chosen there. */
export default async function ChargePayerPage({ params, searchParams }: Props) {
  const { ctx } = await requireStaff("payments.take");
  const payer = await getPayerOrNotFound(ctx, (await params).id);
  const { method } = await searchParams;
  const query = new URLSearchParams({ payer: payer.id, ...(typeof method === "string" ? { method } : {}) });
  redirect(`/staff/enter-payment?${query}`);
}
