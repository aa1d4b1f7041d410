"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useNotice } from "@/components/ui/notice";
import { cancelAutoPayAction, pauseAutoPayAction, renewAutoPayAction, resumeAutoPayAction } from "../actions";

export type ActName = "pause" | "resume" | "renew" | "cancel";

const ACTIONS = {
  pause: pauseAutoPayAction,
  resume: resumeAutoPayAction,
  renew: renewAutoPayAction,
  cancel: cancelAutoPayAction,
};

type Props = { autoPayId: string; name: string; offered: readonly ActName[] };

/** What can be done with it now; only the end for good is asked about. */
export function AutoPayActs({ autoPayId, name, offered }: Props) {
  const t = useTranslations("autoPays.act");
  const { act, doing, problem } = useActs(autoPayId);
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      {offered.map((each) => (
        <Button
          key={each}
          name={each}
          variant={each === "renew" && !offered.includes("pause") ? "primary" : undefined}
          pending={doing === each}
          pendingLabel={t("pending")}
          onClick={() => (each === "cancel" ? setAsked(true) : act(each))}
        >
          {t(each)}
        </Button>
      ))}
      {problem && !isAsked && <Banner tone="danger" role="alert" title={problem} />}
      {isAsked && (
        <Dialog
          open
          onClose={() => doing === null && setAsked(false)}
          title={t("cancelTitle", { name })}
          lead={t("cancelLead")}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{t("keep")}</Button>
              <Button
                variant="danger-solid"
                pending={doing === "cancel"}
                pendingLabel={t("pending")}
                onClick={() => act("cancel", () => setAsked(false))}
              >
                {t("cancelSubmit")}
              </Button>
            </>
          }
        >
          {problem && <Banner tone="danger" role="alert" title={problem} />}
        </Dialog>
      )}
    </>
  );
}

function useActs(autoPayId: string) {
  const t = useTranslations("autoPays.act");
  const router = useRouter();
  const notify = useNotice();
  const [doing, setDoing] = useState<ActName | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [, start] = useTransition();
  function act(name: ActName, onDone?: () => void) {
    if (doing) return;
    setDoing(name);
    start(async () => {
      const answer = await ACTIONS[name]({ autoPayId }).catch(() => null);
      setDoing(null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      if (!answer?.ok) return;
      onDone?.();
      notify(t(`done.${name}`));
      router.refresh();
    });
  }
  return { act, doing, problem };
}
