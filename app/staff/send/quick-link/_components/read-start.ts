import type { Staff } from "@/lib/auth/session";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import type { PayLinkDetail } from "@/lib/pay-links/model";
import { getPayLink } from "@/lib/pay-links/queries";
import { isOwedAgain } from "@/lib/pay-links/rules";
import { AppError } from "@/lib/platform/errors";

/** What stands in the form at first. No amount: the field is empty and lies on the pad. */
export type QuickLinkStart = {
  account: string;
  amountCents?: number;
  invoiceNumber: string;
  dueDate: string;
  delivery: "mail" | "link";
  recipientName: string;
  recipientEmails: string;
  message: string;
  clientRef: string;
  matterRef: string;
  isReminded: boolean;
};

/** An empty form; or one like an earlier link: for its balance when it was part paid and stayed so, else for its amount. */
export async function readStart(
  staff: Staff,
  fromId: string,
): Promise<{ start: QuickLinkStart; fromNumber: string | null }> {
  const accounts = await listAccountsForStaff(staff.ctx);
  const empty: QuickLinkStart = {
    account: accounts[0]?.id ?? "",
    invoiceNumber: "",
    dueDate: "",
    delivery: "mail",
    recipientName: "",
    recipientEmails: "",
    message: staff.firm.defaultMessage,
    clientRef: "",
    matterRef: "",
    isReminded: true,
  };
  const link = fromId && staff.can("payments.view") ? await findLink(staff, fromId) : null;
  if (!link) return { start: empty, fromNumber: null };
  const start: QuickLinkStart = {
    account: accounts.some((account) => account.id === link.accountId) ? link.accountId : empty.account,
    amountCents: amountAgain(link),
    invoiceNumber: link.invoiceNumber,
    dueDate: link.dueDate ?? "",
    delivery: link.byEmail ? "mail" : "link",
    recipientName: link.recipientName,
    recipientEmails: link.recipientEmails.join(", "),
    message: link.message || empty.message,
    clientRef: link.clientRef,
    matterRef: link.matterRef,
    isReminded: true,
  };
  return { start, fromNumber: link.number };
}

/** All of it when the money came back, or was never paid; else what the payment left open. */
function amountAgain({ paidStatus, isPartPaid, balanceCents, amountCents }: PayLinkDetail): number {
  return isPartPaid && !isOwedAgain(paidStatus) ? balanceCents : amountCents;
}

async function findLink(staff: Staff, linkId: string): Promise<PayLinkDetail | null> {
  try {
    return await getPayLink(staff.ctx, linkId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
