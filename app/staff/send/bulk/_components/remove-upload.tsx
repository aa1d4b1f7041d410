"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { removeUploadAction } from "../actions";

type Props = { uploadId: string; fileName: string; inRow?: boolean };

/** Discards a file of which no link was made; asks first, because corrections go with it. */
export function RemoveUpload({ uploadId, fileName, inRow }: Props) {
  const t = useTranslations("bulkUpload.remove");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState("");
  function remove() {
    start(async () => {
      const answer = await removeUploadAction({ uploadId }).catch(() => null);
      // Somebody else was faster: it is gone, as was wished.
      if (!answer?.ok && answer?.reason !== "upload_unknown") return setProblem(answer?.message ?? t("unreachable"));
      setOpen(false);
      if (inRow) router.refresh();
      else router.push("/staff/send/bulk");
    });
  }
  return (
    <>
      <Button
        size={inRow ? "sm" : "md"}
        variant={inRow ? "quiet" : undefined}
        aria-label={t("name", { name: fileName })}
        onClick={() => setOpen(true)}
      >
        {t("button")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => !isBusy && setOpen(false)}
        title={t("title", { name: fileName })}
        lead={t("lead")}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("keep")}</Button>
            <Button variant="danger-solid" pending={isBusy} pendingLabel={t("pending")} onClick={remove}>
              {t("submit")}
            </Button>
          </>
        }
      >
        {problem && (
          <p role="alert" className="text-danger text-sm">
            {problem}
          </p>
        )}
      </Dialog>
    </>
  );
}
