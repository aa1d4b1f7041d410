"use client";

import { PayView, type PayViewProps } from "@/app/_components/paying/pay-view";
import { completeChallengeAction, payLinkAction, quoteSurchargeAction } from "../actions";

const ACTIONS = { pay: payLinkAction, quote: quoteSurchargeAction, confirm: completeChallengeAction };

/** Pays a sent link, then leads to its receipt. */
export function LinkView(props: PayViewProps) {
  return <PayView {...props} actions={ACTIONS} afterwards="receipt" />;
}
