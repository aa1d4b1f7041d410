"use client";

import { PayView, type PayViewProps } from "@/app/_components/paying/pay-view";
import { completeSubmissionChallengeAction, paySubmissionAction, quoteSubmissionAction } from "./actions";

const ACTIONS = {
  pay: paySubmissionAction,
  quote: quoteSubmissionAction,
  confirm: completeSubmissionChallengeAction,
};

/** Pays what was filled in on a page of the firm; the page then says itself how it stands. */
export function SubmissionView(props: PayViewProps) {
  return <PayView {...props} actions={ACTIONS} afterwards="same-page" />;
}
