"use client";

import { PayView, type PayViewProps } from "@/app/_components/paying/pay-view";
import { type PublicFrame, PublicShell } from "@/components/layout/public-shell";
import { completeChallengeAction, payLinkAction, quoteSurchargeAction } from "../actions";

const ACTIONS = { pay: payLinkAction, quote: quoteSurchargeAction, confirm: completeChallengeAction };

/** The page of a sent link: pays it, then leads to its receipt. With its frame, so that the server describes one part and not two. */
export function LinkView({ frame, ...props }: PayViewProps & { frame: PublicFrame }) {
  return (
    <PublicShell {...frame}>
      <PayView {...props} actions={ACTIONS} afterwards="receipt" />
    </PublicShell>
  );
}
