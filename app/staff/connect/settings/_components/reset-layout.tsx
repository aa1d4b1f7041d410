"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { resetPostingLayoutAction } from "../actions";

/** Back to the layout that ships; asks first, because the firm's own one is dropped. */
export function ResetLayout({ connectionId }: { connectionId: string }) {
  const t = useTranslations("connectSettings.file");
  const all = useTranslations("connectSettings");
  const router = useRouter();
  const [isAsked, setAsked] = useState(false);
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const close = () => !pending && setAsked(false);

  function reset() {
    if (pending) return;
    start(async () => {
      const answer = await resetPostingLayoutAction({ connectionId }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? all("unreachable")));
      if (!answer?.ok) return;
      setAsked(false);
      router.refresh();
    });
  }

  return (
    <>
      <Button size="sm" onClick={() => setAsked(true)}>
        {t("reset")}
      </Button>
      <Dialog
        open={isAsked}
        onClose={close}
        title={t("resetDialog.title")}
        lead={t("resetDialog.lead")}
        actions={
          <>
            <Button onClick={close}>{t("resetDialog.keep")}</Button>
            <Button variant="danger-solid" pending={pending} pendingLabel={t("resetDialog.pending")} onClick={reset}>
              {t("resetDialog.submit")}
            </Button>
          </>
        }
      >
        {problem && <Banner tone="danger" role="alert" title={problem} />}
      </Dialog>
    </>
  );
}
