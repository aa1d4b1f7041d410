"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { findAddressFault, splitAddresses } from "@/lib/pay-links/schemas";
import { resendLinkAction } from "../../actions";
import { AboutAct } from "./about-act";
import type { ActionLink } from "./action-link";
import { useLinkAct } from "./use-link-act";

/** The same link once more, to the same addresses or to mended ones. */
export function ResendDialog({ link, onClose }: { link: ActionLink; onClose: () => void }) {
  const t = useTranslations("links.action");
  const faults = useTranslations("links.problem");
  const [typed, setTyped] = useState(link.addresses.join(", "));
  const [fault, setFault] = useState<string | null>(null);
  const { pending, problem, run } = useLinkAct(onClose);
  const close = () => !pending && onClose();
  const addresses = splitAddresses(typed);

  function send() {
    const wrong = addresses.find((address) => findAddressFault(address) !== null);
    const kind = wrong && findAddressFault(wrong);
    if (wrong && kind) return setFault(faults(`email_${kind}`, { found: wrong }));
    if (addresses.length === 0) return setFault(faults("email_missing"));
    setFault(null);
    run(
      () => resendLinkAction({ linkId: link.id, addresses: typed }),
      (sent) => t("resent", { number: link.number, addresses: sent.addresses.join(", ") }),
    );
  }

  return (
    <Dialog
      open
      onClose={close}
      title={titleFor(t, addresses)}
      lead={t("resendLead", { date: link.openUntil })}
      actions={
        <>
          <Button onClick={close}>{t("notNow")}</Button>
          <Button variant="primary" icon="send" pending={pending} pendingLabel={t("resending")} onClick={send}>
            {t("resendSubmit")}
          </Button>
        </>
      }
    >
      <AboutAct link={link} problem={problem} />
      <TextField
        id="resend-addresses"
        name="addresses"
        className="mt-4"
        label={t("addresses")}
        hint={t("addressesHint")}
        error={fault}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
      />
    </Dialog>
  );
}

function titleFor(t: ReturnType<typeof useTranslations<"links.action">>, [first, ...others]: string[]): string {
  if (first === undefined) return t("resendTitleNone");
  return others.length === 0
    ? t("resendTitle", { address: first })
    : t("resendTitleMany", { count: others.length + 1 });
}
