"use client";

import { frameWords } from "@/app/_components/paying/pay-form-texts";
import { PayView, type PayViewProps } from "@/app/_components/paying/pay-view";
import { type FirmFrame, PublicShell } from "@/components/layout/public-shell";
import { completeChallengeAction, payLinkAction, quoteSurchargeAction } from "../actions";

const ACTIONS = { pay: payLinkAction, quote: quoteSurchargeAction, confirm: completeChallengeAction };

type Props = PayViewProps & { frame: FirmFrame };

/** The page of a sent link: pays it, then leads to its receipt. With its frame, so that the server describes one part and not two. */
export function LinkView({ frame: { firm, hasBackground, foot }, ...props }: Props) {
  const { lang, token } = props.form;
  const words = frameWords(lang);
  const path = `/pay/${token}`;
  return (
    <PublicShell
      {...{ firm, hasBackground, path }}
      locale={lang}
      languagesLabel={words.language}
      foot={{ ...foot, firmName: firm.name, genuineText: words.genuine }}
    >
      <PayView {...props} openedPath={`${path}/opened`} actions={ACTIONS} afterwards="receipt" />
    </PublicShell>
  );
}
