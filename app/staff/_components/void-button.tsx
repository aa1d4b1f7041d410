"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { voidAction } from "@/app/staff/payments/[id]/actions";
import { AccountTag } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { AccountKind } from "@/lib/payments/model";

type Props = {
  paymentId: string;
  /** Of the whole payment, as text: a void has no other. */
  amount: string;
  accountKind: AccountKind;
  method: string;
  /** Why this user may not, in words: above the limit of one person. */
  blocked: string | null;
};

/** Takes a payment back before it settles. Offered only while that is possible. */
export function VoidButton(props: Props) {
  const t = useTranslations("payments.detail");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon="stop" id="void" unavailable={props.blocked} onClick={() => setIsOpen(true)}>
        {t("void")}
      </Button>
      {isOpen && <VoidDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function VoidDialog({ paymentId, amount, accountKind, method, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("payments.voidDialog");
  const refusals = useTranslations("payments.refusal");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  function submit() {
    if (isBusy) return;
    setProblem(null);
    startTransition(async () => {
      const result = await voidAction({ paymentId, reason }).catch(() => null);
      if (!result) return setProblem(t("unreachable"));
      if (!result.ok) return setProblem(result.message);
      const { kind, refusalCode } = result.data;
      const code = refusalCode as never;
      router.refresh();
      if (kind === "refused")
        return setProblem(t("refused", { reason: refusals(refusals.has(code) ? code : "other") }));
      if (kind !== "voided") return setProblem(t("unknown"));
      onClose();
    });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { amount })}
      lead={t("lead", { method })}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="danger-solid" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
            {t("submit", { amount })}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <p className="mb-4">
        <AccountTag kind={accountKind} long />
      </p>
      <TextField
        id="void-reason"
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
    </Dialog>
  );
}
