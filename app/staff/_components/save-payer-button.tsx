"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { savePayerAction } from "@/app/staff/payments/[id]/actions";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioSegment } from "@/components/ui/radio-segment";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { PAYER_KINDS, type PayerKind } from "@/lib/payers/model";

type Props = {
  paymentId: string;
  name: string;
  email: string;
  /** Payers who may be the same one. */
  likely: { id: string; name: string; email: string }[];
};

/** Keeps whoever made the payment, as a new payer or as one that is there. */
export function SavePayerButton(props: Props) {
  const t = useTranslations("payers.save");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon="plus" onClick={() => setIsOpen(true)}>
        {t("button")}
      </Button>
      {isOpen && <SavePayerDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function SavePayerDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const t = useTranslations("payers.save");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [payerId, setPayerId] = useState(props.likely[0]?.id ?? "");
  const [facts, setFacts] = useState({ kind: "person" as PayerKind, name: props.name, email: props.email });
  const [problem, setProblem] = useState<{ path: string; text: string } | null>(null);

  function submit() {
    if (isBusy) return;
    startTransition(async () => {
      const result = await savePayerAction({ paymentId: props.paymentId, payerId, ...facts }).catch(() => null);
      if (!result) return setProblem({ path: "", text: t("unreachable") });
      const [field] = result.ok ? [] : result.fields;
      if (!result.ok) return setProblem({ path: field?.path ?? "", text: field?.message ?? result.message });
      router.refresh();
      onClose();
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
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="primary" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {problem?.path === "" && <Banner tone="danger" role="alert" title={problem.text} className="mb-4" />}
      <div className="form-stack">
        {props.likely.length > 0 && (
          <SelectField
            id="save-payer-as"
            label={t("as")}
            value={payerId}
            onChange={(event) => setPayerId(event.target.value)}
            options={[
              ...props.likely.map(({ id, name, email }) => ({
                value: id,
                label: email ? t("existing", { name, email }) : name,
              })),
              { value: "", label: t("newOne") },
            ]}
          />
        )}
        {payerId === "" && <NewPayerFields facts={facts} problem={problem} onChange={setFacts} />}
      </div>
    </Dialog>
  );
}

type Facts = { kind: PayerKind; name: string; email: string };
type FieldsProps = { facts: Facts; problem: { path: string; text: string } | null; onChange: (facts: Facts) => void };

function NewPayerFields({ facts, problem, onChange }: FieldsProps) {
  const t = useTranslations("payers");
  const errorAt = (path: string) => (problem?.path === path ? problem.text : null);
  return (
    <>
      <RadioSegment
        id="save-payer-kind"
        name="kind"
        label={t("save.kind")}
        value={facts.kind}
        onValue={(value) => onChange({ ...facts, kind: value === "business" ? "business" : "person" })}
        options={PAYER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField
        id="save-payer-name"
        label={t("save.name")}
        value={facts.name}
        maxLength={120}
        error={errorAt("name")}
        onChange={(event) => onChange({ ...facts, name: event.target.value })}
      />
      <TextField
        id="save-payer-email"
        label={t("save.email")}
        type="email"
        value={facts.email}
        error={errorAt("email")}
        onChange={(event) => onChange({ ...facts, email: event.target.value })}
      />
    </>
  );
}
