"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { queuePostingsAction } from "../actions";
import { usePostingAct } from "./use-posting-act";

/** Every pending record of every page; asked about first, because nobody has seen them all. */
export function PostAll({ count }: { count: number }) {
  const t = useTranslations("postings.act");
  const [isOpen, setOpen] = useState(false);
  const { isBusy, problem, run, forget } = usePostingAct();
  const close = () => {
    if (isBusy) return;
    forget();
    setOpen(false);
  };
  const post = () =>
    run(
      () => queuePostingsAction({ all: true }),
      ({ done }) => t("queued", { count: done }),
      () => setOpen(false),
    );
  return (
    <>
      <Button id="post-all" unavailable={count === 0 ? t("nothingPending") : null} onClick={() => setOpen(true)}>
        {t("postAll")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t("postAllTitle", { count })}
        lead={t("postAllLead")}
        actions={
          <>
            <Button onClick={close}>{t("notNow")}</Button>
            <Button variant="primary" icon="upload" pending={isBusy} pendingLabel={t("posting")} onClick={post}>
              {t("postAllSubmit", { count })}
            </Button>
          </>
        }
      >
        {problem && <Banner tone="danger" role="alert" title={problem} />}
      </Dialog>
    </>
  );
}
