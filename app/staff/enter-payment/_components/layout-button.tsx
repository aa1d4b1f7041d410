"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Dialog } from "@/components/ui/dialog";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { hideableFields } from "@/lib/payment-forms/rules";
import { saveEntryLayoutAction } from "../actions";

type Props = {
  customFields: readonly CustomFieldView[];
  hidden: readonly string[];
  onSaved: (hidden: readonly string[]) => void;
};

/** Which optional fields this user sees. */
export function LayoutButton(props: Props) {
  const t = useTranslations("enterPayment.layout");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon="columns" onClick={() => setIsOpen(true)}>
        {t("edit")}
      </Button>
      {isOpen && <LayoutDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function LayoutDialog({ customFields, hidden, onSaved, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("enterPayment.layout");
  const labelOf = useFieldLabels(customFields);
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly string[]>(hidden);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, startTransition] = useTransition();

  function save() {
    if (isBusy) return;
    startTransition(async () => {
      const answer = await saveEntryLayoutAction({ hidden: [...chosen] }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      onSaved(answer.data.hidden);
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
          <Button variant="quiet" onClick={() => setChosen([])}>
            {t("reset")}
          </Button>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="primary" pending={isBusy} pendingLabel={t("saving")} onClick={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <div className="form-stack">
        {hideableFields(customFields).map((id) => (
          <CheckField
            key={id}
            id={`layout-${id}`}
            label={labelOf(id)}
            checked={!chosen.includes(id)}
            onChange={(event) =>
              setChosen(event.target.checked ? chosen.filter((each) => each !== id) : [...chosen, id])
            }
          />
        ))}
      </div>
    </Dialog>
  );
}

function useFieldLabels(customFields: readonly CustomFieldView[]): (id: string) => string {
  const t = useTranslations("enterPayment");
  const fixed: Record<string, string> = {
    invoiceNumber: t("invoiceNumber"),
    clientRef: t("client"),
    matterRef: t("matter"),
    billingAddress: t("layout.billingAddress"),
    note: t("more.note"),
  };
  return (id) => fixed[id] ?? customFields.find((field) => `cf.${field.id}` === id)?.label ?? id;
}
