"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { saveConnectModuleAction } from "../connect/settings/actions";

/** Switches the whole module; off asks first and says what becomes of what waits. */
export function ConnectSwitch({ isOn }: { isOn: boolean }) {
  const t = useTranslations("connectSettings.module");
  const [isAsked, setAsked] = useState(false);
  const { turn, pending, problem } = useTurn();
  const close = () => !pending && setAsked(false);
  if (!isOn)
    return (
      <>
        {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
        <Button icon="link" pending={pending} pendingLabel={t("turningOn")} onClick={() => turn(true)}>
          {t("turnOn")}
        </Button>
      </>
    );
  return (
    <>
      <Button variant="danger" onClick={() => setAsked(true)}>
        {t("turnOff")}
      </Button>
      <Dialog
        open={isAsked}
        onClose={close}
        title={t("dialog.title")}
        lead={t("dialog.lead")}
        actions={
          <>
            <Button onClick={close}>{t("dialog.keep")}</Button>
            <Button
              variant="danger-solid"
              pending={pending}
              pendingLabel={t("dialog.pending")}
              onClick={() => turn(false)}
            >
              {t("dialog.submit")}
            </Button>
          </>
        }
      >
        {problem && <Banner tone="danger" role="alert" title={problem} />}
      </Dialog>
    </>
  );
}

/** Once it is done this page may not exist any more, so it leads on. */
function useTurn() {
  const t = useTranslations("connectSettings");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function turn(isOn: boolean) {
    if (pending) return;
    start(async () => {
      const answer = await saveConnectModuleAction({ isOn }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      if (!answer?.ok) return;
      router.push(isOn ? "/staff/connect/settings" : "/staff/settings");
      router.refresh();
    });
  }
  return { turn, pending, problem };
}
