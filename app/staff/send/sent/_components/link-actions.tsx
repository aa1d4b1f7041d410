"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { LinkStatus } from "@/lib/pay-links/model";
import { isOwedAgain } from "@/lib/pay-links/rules";
import type { PaymentStatus } from "@/lib/payments/model";
import { cancelLinkAction, resendLinkAction } from "../../actions";
import { useNotice } from "./notice";

/** What the buttons of one link need to know. */
export type ActionLink = {
  id: string;
  number: string;
  /** Whose and how much, so that the dialog names what it acts on: "Elena Marsh, $1,250.00". */
  about: string;
  status: LinkStatus;
  isPartPaid: boolean;
  paidStatus: PaymentStatus | null;
  addresses: string[];
  openUntil: string;
};

type Props = { link: ActionLink; inRow?: boolean };

/** What can be done to a link in its state: send again, cancel, send the balance, make another like it. */
export function LinkActions({ link, inRow }: Props) {
  const t = useTranslations("links.action");
  const [asked, setAsked] = useState<"resend" | "cancel" | null>(null);
  const look = inRow ? ({ size: "sm", variant: "quiet", className: "px-1.5" } as const) : ({} as const);
  const rowName = inRow && <VisuallyHidden> {link.number}</VisuallyHidden>;
  const again = `/staff/send/quick-link?from=${link.id}`;
  if (link.status !== "outstanding") {
    const isOwed = isOwedAgain(link.paidStatus);
    if (link.status === "payment_received" && !link.isPartPaid && !isOwed) return null;
    const words = isOwed ? t("afresh") : t(link.isPartPaid ? "balance" : "again");
    return (
      <LinkButton {...look} href={again} icon={inRow ? undefined : "send"}>
        {words}
        {rowName}
      </LinkButton>
    );
  }
  return (
    <>
      {link.addresses.length > 0 && (
        <Button {...look} icon={inRow ? undefined : "send"} onClick={() => setAsked("resend")}>
          {t("resend")}
          {rowName}
        </Button>
      )}
      <Button {...look} variant={inRow ? "quiet" : "danger"} onClick={() => setAsked("cancel")}>
        {inRow ? t("cancel") : t("cancelSubmit")}
        {rowName}
      </Button>
      <span className="contents whitespace-normal text-left">
        <AskFirst link={link} asked={asked} onClose={() => setAsked(null)} />
      </span>
    </>
  );
}

type AskProps = { link: ActionLink; asked: "resend" | "cancel" | null; onClose: () => void };

/** Both acts reach the client, so both ask first and say what the client will see. */
function AskFirst({ link, asked, onClose }: AskProps) {
  const t = useTranslations("links.action");
  const act = useLinkAct(link, onClose);
  const close = () => {
    if (act.pending) return;
    act.forget();
    onClose();
  };
  const addresses = link.addresses.join(", ");
  const isCancel = asked === "cancel";
  return (
    <Dialog
      open={asked !== null}
      onClose={close}
      title={isCancel ? t("cancelTitle") : <ResendTitle addresses={link.addresses} />}
      lead={isCancel ? t("cancelLead") : t("resendLead", { addresses, date: link.openUntil })}
      actions={
        <>
          <Button onClick={close}>{isCancel ? t("keep") : t("notNow")}</Button>
          {isCancel ? (
            <Button variant="danger-solid" pending={act.pending} pendingLabel={t("cancelling")} onClick={act.cancel}>
              {t("cancelSubmit")}
            </Button>
          ) : (
            <Button
              variant="primary"
              icon="send"
              pending={act.pending}
              pendingLabel={t("resending")}
              onClick={act.resend}
            >
              {t("resendSubmit")}
            </Button>
          )}
        </>
      }
    >
      <p className="text-sm">
        {link.number}, <b className="font-semibold">{link.about}</b>
      </p>
      {act.problem && (
        <p role="alert" className="text-danger text-sm">
          {act.problem}
        </p>
      )}
    </Dialog>
  );
}

function ResendTitle({ addresses }: { addresses: readonly string[] }) {
  const t = useTranslations("links.action");
  const [first = "", ...others] = addresses;
  return others.length === 0 ? t("resendTitle", { address: first }) : t("resendTitleMany", { count: addresses.length });
}

function useLinkAct(link: ActionLink, onDone: () => void) {
  const t = useTranslations("links.action");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function run(act: typeof cancelLinkAction | typeof resendLinkAction, done: string) {
    start(async () => {
      const answer = await act({ linkId: link.id }).catch(() => null);
      if (!answer?.ok) {
        setProblem(answer?.message ?? t("unreachable"));
        return;
      }
      setProblem(null);
      onDone();
      say(done);
      router.refresh();
    });
  }
  return {
    pending,
    problem,
    forget: () => setProblem(null),
    cancel: () => run(cancelLinkAction, t("cancelled", { number: link.number })),
    resend: () => run(resendLinkAction, t("resent", { number: link.number, addresses: link.addresses.join(", ") })),
  };
}
