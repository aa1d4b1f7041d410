"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { resendReceiptAction } from "@/app/staff/payments/[id]/actions";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { splitAddresses } from "@/lib/pay-links/schemas";

type Props = { paymentId: string; emails: string[]; requestKey: string };

/** Sends the receipt again, to the first addresses or to others. */
export function ResendReceiptButton(props: Props) {
  const t = useTranslations("payments.resend");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon="mail" onClick={() => setIsOpen(true)}>
        {t("button")}
      </Button>
      {isOpen && <ResendDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

type Problem = { isField: boolean; text: string };

/** Begins anew each time it is opened: what was sent before is in the history. */
function ResendDialog({ paymentId, emails, requestKey, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("payments.resend");
  const common = useTranslations("common");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [text, setText] = useState(emails.join(", "));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);

  function submit() {
    if (isBusy) return;
    setProblem(null);
    setSentTo(null);
    startTransition(async () => {
      const wish = { paymentId, emails: splitAddresses(text), requestKey };
      const result = await resendReceiptAction(wish).catch(() => null);
      if (!result) return setProblem({ isField: false, text: t("unreachable") });
      const [field] = result.ok ? [] : result.fields;
      if (!result.ok) return setProblem({ isField: field !== undefined, text: field?.message ?? result.message });
      setSentTo(result.data.emails.join(", "));
      router.refresh();
    });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <Button onClick={onClose}>{common("close")}</Button>
          <Button variant="primary" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {sentTo && <Banner tone="ok" role="status" title={t("sent", { to: sentTo })} className="mb-4" />}
      {problem && !problem.isField && <Banner tone="danger" role="alert" title={problem.text} className="mb-4" />}
      <TextField
        id="resend-emails"
        name="emails"
        label={t("emails")}
        hint={t("hint")}
        value={text}
        error={problem?.isField ? problem.text : null}
        spellCheck={false}
        inputMode="email"
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  );
}
