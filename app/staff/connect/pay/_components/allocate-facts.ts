import type { LiveLine, PlanAccount } from "@/lib/connect-payments/model";

/** What the third step begins with. Amounts are integer minor units. */
export type AllocateFacts = {
  draftId: string;
  lines: readonly LiveLine[];
  amountToPayCents: number | null;
  accountId: string;
  accounts: readonly PlanAccount[];
  systemName: string;
  locale: string;
  /** The firm's own day (ISO). */
  today: string;
};
