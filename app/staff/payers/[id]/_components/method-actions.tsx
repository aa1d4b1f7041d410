"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { useNotice } from "@/components/ui/notice";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { removeMethodAction, setDefaultMethodAction } from "../../actions";
import { ConsentDialog, type ConsentFacts } from "./consent-dialog";

type Props = {
  method: {
    id: string;
    /** "Visa ending in 4242" */
    name: string;
    isDefault: boolean;
    isActive: boolean;
    /** Active and not expired. */
    isReady: boolean;
  };
  chargeHref: string;
  mayManage: boolean;
  mayCharge: boolean;
  consent: ConsentFacts | null;
};

const LOOK = { size: "sm", variant: "quiet", className: "px-1.5" } as const;

/** What can be done with a saved method. */
export function MethodActions({ method, chargeHref, mayManage, mayCharge, consent }: Props) {
  const t = useTranslations("method.staff");
  const [asked, setAsked] = useState<"consent" | "remove" | null>(null);
  const act = useMethodActs(method, () => setAsked(null));
  const rowName = <VisuallyHidden> {method.name}</VisuallyHidden>;
  return (
    <span className="inline-flex items-center gap-1">
      {act.problem && asked === null && <span className="text-danger text-xs">{act.problem}</span>}
      {mayCharge && method.isReady && (
        <LinkButton {...LOOK} href={chargeHref}>
          {t("charge")}
          {rowName}
        </LinkButton>
      )}
      {mayManage && method.isReady && !method.isDefault && (
        <Button {...LOOK} pending={act.pending} onClick={act.makeDefault}>
          {t("setDefault")}
          {rowName}
        </Button>
      )}
      {consent && (
        <Button {...LOOK} onClick={() => setAsked("consent")}>
          {t("readConsent")}
          {rowName}
        </Button>
      )}
      {mayManage && method.isActive && (
        <Button {...LOOK} onClick={() => setAsked("remove")}>
          {t("remove")}
          {rowName}
        </Button>
      )}
      <span className="contents whitespace-normal text-left">
        {asked === "consent" && consent && (
          <ConsentDialog name={method.name} consent={consent} onClose={() => setAsked(null)} />
        )}
        {asked === "remove" && <RemoveDialog name={method.name} act={act} onClose={() => setAsked(null)} />}
      </span>
    </span>
  );
}

type RemoveProps = { name: string; act: ReturnType<typeof useMethodActs>; onClose: () => void };

function RemoveDialog({ name, act, onClose }: RemoveProps) {
  const t = useTranslations("method.staff.removeDialog");
  const close = () => !act.pending && onClose();
  return (
    <Dialog
      open
      onClose={close}
      title={t("title", { method: name })}
      lead={t("lead")}
      actions={
        <>
          <Button onClick={close}>{t("keep")}</Button>
          <Button variant="danger-solid" pending={act.pending} pendingLabel={t("pending")} onClick={act.remove}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {act.problem && <Banner tone="danger" role="alert" title={act.problem} />}
    </Dialog>
  );
}

function useMethodActs(method: Props["method"], onDone: () => void) {
  const t = useTranslations("method.staff");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function finish(text: string) {
    setProblem(null);
    onDone();
    say(text);
    router.refresh();
  }
  return {
    pending,
    problem,
    makeDefault: () =>
      start(async () => {
        const answer = await setDefaultMethodAction({ methodId: method.id }).catch(() => null);
        if (!answer?.ok) return setProblem(answer?.message ?? t("notDone"));
        finish(t("defaultDone", { method: method.name }));
      }),
    remove: () =>
      start(async () => {
        const answer = await removeMethodAction({ methodId: method.id }).catch(() => null);
        if (!answer?.ok) return setProblem(answer?.message ?? t("notDone"));
        finish(t(answer.data.isDone ? "removeDialog.done" : "removeDialog.waiting", { method: method.name }));
      }),
  };
}
