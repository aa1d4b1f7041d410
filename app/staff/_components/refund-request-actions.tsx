"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { approveRefundAction, cancelRefundRequestAction, declineRefundAction } from "@/app/staff/payments/[id]/actions";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/text-area-field";

type Props = {
  requestId: string;
  /** "$7,500.00" */
  amount: string;
  asker: string;
  reason: string;
  /** The second person decides; whoever asked may take it back. */
  role: "second" | "asker";
};
type Act = "approve" | "decline" | "cancel";

/** The next step of a refund that waits for a second person, wherever it is shown. */
export function RefundRequestActions(props: Props) {
  const t = useTranslations("payments.refundRequest");
  const [act, setAct] = useState<Act | null>(null);
  return (
    <>
      {props.role === "second" && (
        <>
          <Button size="sm" icon="check" onClick={() => setAct("approve")}>
            {t("approve.open")}
          </Button>
          <Button size="sm" icon="close" onClick={() => setAct("decline")}>
            {t("decline.open")}
          </Button>
        </>
      )}
      {props.role === "asker" && (
        <Button size="sm" icon="close" onClick={() => setAct("cancel")}>
          {t("cancel.open")}
        </Button>
      )}
      {act && <DecideDialog {...props} act={act} onClose={() => setAct(null)} />}
    </>
  );
}

type DialogProps = Props & { act: Act; onClose: () => void };

function DecideDialog({ act, amount, asker, reason, onClose, ...props }: DialogProps) {
  const t = useTranslations("payments.refundRequest");
  const common = useTranslations("common");
  const decision = useDecision({ requestId: props.requestId, act, onClose });
  const values = { amount, asker };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`${act}.title`, values)}
      lead={t(`${act}.lead`, values)}
      actions={
        <>
          <Button onClick={onClose}>{t(`${act}.keep`)}</Button>
          <Button
            variant={act === "approve" ? "danger-solid" : "primary"}
            pending={decision.isBusy}
            pendingLabel={t(`${act}.pending`)}
            onClick={decision.submit}
          >
            {t(`${act}.submit`, values)}
          </Button>
        </>
      }
    >
      {decision.problem && <Banner tone="danger" role="alert" title={decision.problem} className="mb-4" />}
      {reason && act !== "cancel" && <p className="mb-4">{t("reasonSaid", { reason })}</p>}
      {act !== "cancel" && (
        <TextAreaField
          id={NOTE_ID}
          name="note"
          label={t("note")}
          hint={t(`${act}.noteHint`)}
          error={decision.noteProblem}
          required={act === "decline" ? common("required") : undefined}
          optional={act === "approve" ? common("optional") : undefined}
          rows={3}
          maxLength={500}
          value={decision.note}
          onChange={(event) => decision.setNote(event.target.value)}
          autoFocus
        />
      )}
    </Dialog>
  );
}

const NOTE_ID = "refund-request-note";

/** What is typed, and what came of the press. A missing note is said at its field, which takes the focus. */
function useDecision({ requestId, act, onClose }: Pick<DialogProps, "requestId" | "act" | "onClose">) {
  const t = useTranslations("payments.refundRequest");
  const refund = useTranslations("payments.refundDialog");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [noteProblem, setNoteProblem] = useState<string | null>(null);

  async function send() {
    if (act === "approve") return approveRefundAction({ requestId, note });
    return act === "decline" ? declineRefundAction({ requestId, note }) : cancelRefundRequestAction({ requestId });
  }

  function submit() {
    if (isBusy) return;
    setProblem(null);
    setNoteProblem(null);
    startTransition(async () => {
      const result = await send().catch(() => null);
      if (!result) return setProblem(t("unreachable"));
      if (!result.ok) {
        const field = result.fields.find(({ path }) => path === "note");
        if (!field) return setProblem(result.message);
        setNoteProblem(field.message);
        document.getElementById(NOTE_ID)?.focus();
        return;
      }
      router.refresh();
      const kind = "kind" in result.data ? result.data.kind : "done";
      if (kind === "refused") return setProblem(refund("refused"));
      if (kind === "unknown" || kind === "processing") return setProblem(refund("unknown"));
      onClose();
    });
  }
  return { note, setNote, problem, noteProblem, isBusy, submit };
}
