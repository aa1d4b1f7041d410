"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

type Props = {
  label: string;
  /** What it is done to, for screen readers. */
  about: string;
  title: string;
  lead: string;
  keep: string;
  work: () => Promise<ActionResult<unknown>>;
};

/** A press that cannot be taken back is asked for once more. */
export function AskedButton({ label, about, title, lead, keep, work }: Props) {
  const t = useTranslations("apiSettings");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  function act() {
    start(async () => {
      const answer = await work().catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      if (!answer?.ok) return;
      setOpen(false);
      router.refresh();
    });
  }
  return (
    <>
      <Button size="sm" variant="quiet" onClick={() => setOpen(true)}>
        {label}
        <VisuallyHidden> {about}</VisuallyHidden>
      </Button>
      {isOpen && (
        <span className="contents whitespace-normal text-left">
          <Dialog
            open
            onClose={() => !pending && setOpen(false)}
            title={title}
            lead={lead}
            actions={
              <>
                <Button onClick={() => setOpen(false)}>{keep}</Button>
                <Button variant="danger-solid" pending={pending} pendingLabel={t("pending")} onClick={act}>
                  {label}
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
