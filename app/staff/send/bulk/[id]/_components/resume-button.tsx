"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { resumeUploadAction } from "../../actions";

/** Goes on where the links stopped being made; those that are made are left as they are. */
export function ResumeButton({ uploadId }: { uploadId: string }) {
  const t = useTranslations("bulkUpload.started");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState("");
  function press() {
    start(async () => {
      const answer = await resumeUploadAction({ uploadId }).catch(() => null);
      setProblem(answer?.ok ? "" : (answer?.message ?? t("unreachable")));
      router.refresh();
    });
  }
  return (
    <>
      {problem && (
        <span role="alert" className="text-danger text-sm">
          {problem}
        </span>
      )}
      <Button size="sm" pending={isBusy} onClick={press}>
        {t("resume")}
      </Button>
    </>
  );
}
