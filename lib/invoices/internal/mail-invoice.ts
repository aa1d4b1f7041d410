import { enqueueMails } from "@/lib/email/enqueue-mail";
import { keyOfAddress } from "@/lib/link-reminders/find-recipient";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

type Mailing = {
  kind: "invoice" | "invoice-reminder";
  addresses: readonly string[];
  /** The same round to the same address is one mail. */
  round: string;
};

/** Puts a mail about an invoice for each address into the outbox. */
export async function mailInvoice(
  ctx: Ctx,
  tx: Tx,
  { id, locale }: { id: string; locale: string },
  { kind, addresses, round }: Mailing,
): Promise<void> {
  await enqueueMails(
    ctx,
    tx,
    addresses.map((toAddress) => ({
      kind,
      toAddress,
      locale,
      objectType: "invoice",
      objectId: id,
      payload: { invoiceId: id, recipient: keyOfAddress(toAddress) },
      dedupeKey: `${kind}:${id}:${round}:${toAddress}`,
    })),
  );
}
