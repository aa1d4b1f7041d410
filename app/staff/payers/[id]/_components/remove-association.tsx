"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useNotice } from "@/components/ui/notice";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { removeAssociationAction } from "../actions";

type Props = {
  associationId: string;
  /** "10427-0003 Charter dispute" */
  what: string;
  payerName: string;
};

/** Ends an association; asks first. */
export function RemoveAssociation({ associationId, what, payerName }: Props) {
  const t = useTranslations("associations.remove");
  const all = useTranslations("connectSettings");
  const notify = useNotice();
  const router = useRouter();
  const [isAsked, setAsked] = useState(false);
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const close = () => !pending && setAsked(false);

  function remove() {
    if (pending) return;
    start(async () => {
      const answer = await removeAssociationAction({ associationId }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? all("unreachable")));
      if (!answer?.ok) return;
      setAsked(false);
      notify(t("done"));
      router.refresh();
    });
  }

  return (
    <>
      <Button size="sm" variant="quiet" className="px-1.5" onClick={() => setAsked(true)}>
        {t("button")}
        <VisuallyHidden> {what}</VisuallyHidden>
      </Button>
      {isAsked && (
        <span className="contents whitespace-normal text-left">
          <Dialog
            open
            onClose={close}
            title={t("title")}
            lead={t("lead", { what, name: payerName })}
            actions={
              <>
                <Button onClick={close}>{t("keep")}</Button>
                <Button variant="danger-solid" pending={pending} pendingLabel={t("pending")} onClick={remove}>
                  {t("submit")}
                </Button>
              </>
            }
          >
            {problem && <Banner tone="danger" role="alert" title={problem} />}
          </Dialog>
        </span>
      )}
    </>
  );
}
