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
export function ResendReceiptButton({ paymentId, emails, requestKey }: Props) {
  const t = useTranslations("payments.resend");
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, startTransition] = useTransition();
  const [text, setText] = useState(emails.join(", "));
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);

  function submit() {
    startTransition(async () => {
      const result = await resendReceiptAction({ paymentId, emails: splitAddresses(text), requestKey });
      if (!result.ok) return setProblem(result.fields[0]?.message ?? result.message);
      setSentTo(result.data.emails.join(", "));
      setProblem(null);
      router.refresh();
    });
  }

  return (
    <>
      <Button icon="mail" onClick={() => setIsOpen(true)}>
        {t("button")}
      </Button>
      {isOpen && (
        <Dialog
          open
          onClose={() => setIsOpen(false)}
          title={t("title")}
          lead={t("lead")}
          actions={
            <>
              <Button onClick={() => setIsOpen(false)}>{common("close")}</Button>
              <Button variant="primary" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
                {t("submit")}
              </Button>
            </>
          }
        >
          {sentTo && <Banner tone="ok" role="status" title={t("sent", { to: sentTo })} className="mb-4" />}
          <TextField
            id="resend-emails"
            name="emails"
            label={t("emails")}
            hint={t("hint")}
            value={text}
            error={problem}
            onChange={(event) => setText(event.target.value)}
          />
        </Dialog>
      )}
    </>
  );
}
