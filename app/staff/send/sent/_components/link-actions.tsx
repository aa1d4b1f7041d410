"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { isOwedAgain } from "@/lib/pay-links/rules";
import type { ActionLink } from "./action-link";
import { CancelDialog } from "./cancel-dialog";
import { ExtendDialog } from "./extend-dialog";
import { ResendDialog } from "./resend-dialog";

type Props = { link: ActionLink; inRow?: boolean };
type Asked = "resend" | "cancel" | "extend";

/** What can be done to a link in its state: send again, keep open longer, cancel, send the balance, make another like it. */
export function LinkActions({ link, inRow }: Props) {
  const t = useTranslations("links.action");
  const [asked, setAsked] = useState<Asked | null>(null);
  const look = inRow ? ({ size: "sm", variant: "quiet", className: "px-1.5" } as const) : ({} as const);
  const rowName = inRow && <VisuallyHidden> {link.number}</VisuallyHidden>;
  const again = `/staff/send/quick-link?from=${link.id}`;
  const isOpen = link.status === "outstanding";
  // A row has room for what is done often: an open link is extended on its own page.
  const mayResend = isOpen && (!inRow || link.addresses.length > 0);
  const mayExtend = link.extension !== null && (link.status === "expired" || (isOpen && !inRow));
  const isOwed = isOwedAgain(link.paidStatus);
  const mayAskAgain = !isOpen && (link.status !== "payment_received" || link.isPartPaid || isOwed);
  if (!isOpen && !mayExtend && !mayAskAgain) return null;
  return (
    <>
      {mayResend && (
        <Button {...look} icon={inRow ? undefined : "send"} onClick={() => setAsked("resend")}>
          {link.addresses.length > 0 ? t("resend") : t("mail")}
          {rowName}
        </Button>
      )}
      {mayExtend && (
        <Button {...look} icon={inRow ? undefined : "clock"} onClick={() => setAsked("extend")}>
          {t("extend")}
          {rowName}
        </Button>
      )}
      {mayAskAgain && (
        <LinkButton {...look} href={again} icon={inRow ? undefined : "send"}>
          {isOwed ? t("afresh") : t(link.isPartPaid ? "balance" : "again")}
          {rowName}
        </LinkButton>
      )}
      {isOpen && (
        <Button {...look} variant={inRow ? "quiet" : "danger"} onClick={() => setAsked("cancel")}>
          {inRow ? t("cancel") : t("cancelSubmit")}
          {rowName}
        </Button>
      )}
      <span className="contents whitespace-normal text-left">
        <Dialogs link={link} asked={asked} onClose={() => setAsked(null)} />
      </span>
    </>
  );
}

/** All of them reach the client, so each asks first and says what the client will see. */
function Dialogs({ link, asked, onClose }: { link: ActionLink; asked: Asked | null; onClose: () => void }) {
  return (
    <>
      {asked === "resend" && <ResendDialog link={link} onClose={onClose} />}
      {asked === "extend" && link.extension && <ExtendDialog link={link} days={link.extension} onClose={onClose} />}
      {asked === "cancel" && <CancelDialog link={link} onClose={onClose} />}
    </>
  );
}
