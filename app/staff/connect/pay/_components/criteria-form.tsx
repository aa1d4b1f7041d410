"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { RadioSegment } from "@/components/ui/radio-segment";
import type { SearchChoice } from "@/lib/connect-payments/model";
import { ITEM_KINDS, SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { saveSearchAction } from "../actions";
import { payHref } from "./pay-address";

type Props = {
  start: SearchChoice & { always: boolean };
  /** Names the next selection. */
  draftId: string;
};

/** Step 1: what is looked for, and by what. Kept as the user's own start of the next payment if they wish so. */
export function CriteriaForm({ start, draftId }: Props) {
  const t = useTranslations("connectPay.criteria");
  const by = useTranslations("connectPay.by");
  const kinds = useTranslations("connectPay.kinds");
  const router = useRouter();
  const [choice, setChoice] = useState(start);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  function go() {
    startTransition(async () => {
      const answer = await saveSearchAction(choice).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      router.push(payHref("search", { ...choice, draft: draftId }));
    });
  }
  return (
    <form
      className="sheet sheet-form max-w-[40rem]"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-5" />}
      <div className="form-stack">
        <Field as="group" id="criteria-by" label={t("by")}>
          <div className="grid gap-2.5">
            {SEARCH_FIELDS.map((field) => (
              <label key={field} className="check">
                <input
                  type="radio"
                  className="box"
                  name="by"
                  value={field}
                  checked={choice.by === field}
                  onChange={() => setChoice({ ...choice, by: field })}
                />
                <span>{by(field)}</span>
              </label>
            ))}
          </div>
        </Field>
        <RadioSegment
          id="criteria-kind"
          name="kind"
          label={t("kind")}
          value={choice.kind}
          onValue={(value) => setChoice({ ...choice, kind: ITEM_KINDS.find((kind) => kind === value) ?? "invoice" })}
          options={ITEM_KINDS.map((value) => ({
            value,
            label: kinds(value),
            icon: value === "trust" ? "shield" : "file",
          }))}
        />
      </div>
      <div className="mt-6 border-rule border-t pt-5">
        <CheckField
          id="criteria-always"
          label={t("always")}
          hint={t("alwaysHint")}
          checked={choice.always}
          onChange={(event) => setChoice({ ...choice, always: event.target.checked })}
        />
      </div>
      <div className="actions mt-6">
        <Button type="submit" variant="primary" iconEnd="chevron-right" pending={pending} pendingLabel={t("pending")}>
          {t("go")}
        </Button>
      </div>
    </form>
  );
}
