"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { SecondFactorSeed } from "@/components/access/second-factor-seed";
import { ActionForm } from "@/components/forms/action-form";
import { FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { EnableSecondFactorInput } from "@/lib/staff/schemas";
import { enableSecondFactorAction, startSecondFactorAction } from "../actions";

type Setup = { secret: string; qr: { path: string; box: string }; pending: string };
type Props = { isRequired: boolean; onDone: (recoveryCodes: readonly string[]) => void };

/** A seed for the app first, then the app's first code. */
export function SetUpFactor({ isRequired, onDone }: Props) {
  const t = useTranslations("staff.profilePage.factor");
  const page = useTranslations("staff.profilePage");
  const [setup, setSetup] = useState<Setup | null>(null);
  const [isPending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  if (setup) return <FirstCode setup={setup} onDone={onDone} onClose={() => setSetup(null)} />;
  function begin() {
    if (isPending) return;
    start(async () => {
      const answer = await startSecondFactorAction(null).catch(() => null);
      if (answer?.ok) setSetup(answer.data);
      else setProblem(answer?.message ?? page("unreachable"));
    });
  }
  return (
    <div className="stack">
      <p className="text-ink-2 text-sm">{t(isRequired ? "offRequired" : "off")}</p>
      <div className="actions">
        <Button icon="shield" pending={isPending} pendingLabel={t("starting")} onClick={begin}>
          {t("start")}
        </Button>
      </div>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}

type FirstCodeProps = { setup: Setup; onDone: Props["onDone"]; onClose: () => void };

function FirstCode({ setup, onDone, onClose }: FirstCodeProps) {
  const t = useTranslations("staff.profilePage.factor");
  const page = useTranslations("staff.profilePage");
  const common = useTranslations("common");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const form = useActionForm<{ pending: string; code: string }, { recoveryCodes: string[] }>({
    schema: EnableSecondFactorInput,
    defaultValues: { pending: setup.pending, code: "" },
    action: enableSecondFactorAction,
    onDone: ({ recoveryCodes }) => {
      onDone(recoveryCodes);
      router.refresh();
    },
    unreachableText: page("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => page("summary", { count })} className="form-stack">
      <p className="text-ink-2 text-sm">{t("scan")}</p>
      <SecondFactorSeed setup={setup} texts={{ qr: t("qr"), secret: t("secret") }} />
      <FormText
        name="code"
        label={t("firstCode")}
        hint={t("firstCodeHint")}
        required={common("required")}
        autoComplete="one-time-code"
        inputMode="numeric"
      />
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("starting")}>
          {t("turnOn")}
        </FormSubmit>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </ActionForm>
  );
}
