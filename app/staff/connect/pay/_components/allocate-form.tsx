"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { planPayment } from "@/lib/connect-payments/rules";
import { AllocateChanges } from "./allocate-changes";
import type { AllocateFacts } from "./allocate-facts";
import { AllocateInvoices } from "./allocate-invoices";
import { AllocateTotals } from "./allocate-totals";
import { AllocateTrust } from "./allocate-trust";
import type { PayAddress } from "./pay-address";
import { useAllocation } from "./use-allocation";

/** Step 3: an amount for each line; at the right what that comes to, before anything is charged. */
export function AllocateForm({ facts, at }: { facts: AllocateFacts; at: PayAddress }) {
  const t = useTranslations("connectPay.allocate");
  const allocating = useAllocation(facts);
  const { lines, problem } = allocating;
  const plan = planPayment(lines, facts.accounts, allocating.accountId);
  const invoices = lines.filter(({ item }) => item.kind === "invoice");
  const trust = lines.filter(({ item }) => item.kind === "trust");
  return (
    <>
      {problem !== null && <Banner tone="danger" role="alert" title={problem || t("notKept")} className="mb-5" />}
      <AllocateChanges facts={facts} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_18.5rem]">
        <div className="grid min-w-0 gap-5">
          {invoices.length > 0 && <AllocateInvoices {...{ invoices, allocating, facts }} />}
          {trust.length > 0 && <AllocateTrust {...{ trust, allocating, facts }} />}
        </div>
        <AllocateTotals {...{ allocating, plan, facts, at }} />
      </div>
    </>
  );
}
