"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import type { LayoutPreviewResult } from "@/lib/connect-settings/model";
import { previewPostingLayoutAction, savePostingLayoutAction } from "../actions";

export type LayoutProblem = { path: string; message: string };

/** What is typed, what is wrong with it, and what it makes of the newest records. */
export function useLayoutEditor(connectionId: string, start: string) {
  const t = useTranslations("connectSettings.file");
  const all = useTranslations("connectSettings");
  const router = useRouter();
  const [text, setText] = useState(start);
  const [problems, setProblems] = useState<readonly LayoutProblem[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState("");
  const [shown, setShown] = useState<LayoutPreviewResult | null>(null);
  const [isPreviewing, startPreview] = useTransition();
  const [isSaving, startSave] = useTransition();
  const isBusy = isPreviewing || isSaving;
  useUnsavedGuard(text !== start && notice === "");

  async function send<T>(work: () => Promise<ActionResult<T>>): Promise<T | null> {
    setNotice("");
    const answer = await work().catch(() => null);
    setProblems(answer?.ok === false ? (answer.fields ?? []) : []);
    setProblem(answer?.ok ? null : (answer?.message ?? all("unreachable")));
    return answer?.ok ? answer.data : null;
  }

  return {
    text,
    setText: (next: string) => {
      setNotice("");
      setText(next);
    },
    problems,
    problem: problems.length > 0 ? null : problem,
    notice,
    shown,
    isPreviewing,
    isSaving,
    preview: () => {
      if (isBusy) return;
      startPreview(async () => {
        const result = await send(() => previewPostingLayoutAction({ connectionId, text }));
        setShown(result);
      });
    },
    save: () => {
      if (isBusy) return;
      startSave(async () => {
        const saved = await send(() => savePostingLayoutAction({ connectionId, text }));
        if (!saved) return;
        setNotice(t("savedOwn"));
        router.refresh();
      });
    },
  };
}
