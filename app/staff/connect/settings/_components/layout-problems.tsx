"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { lineOfPath } from "@/lib/connect-settings/rules";
import type { LayoutProblem } from "./use-layout-editor";

type Props = { problems: readonly LayoutProblem[]; editorId: string; text: string };

/** What is wrong, each by its path in the document; a press leads to its line. */
export function LayoutProblems({ problems, editorId, text }: Props) {
  const t = useTranslations("connectSettings.file");
  if (problems.length === 0) return null;
  return (
    <Banner tone="danger" role="alert" title={t("problems", { count: problems.length })}>
      <ul className="mt-2 grid gap-1">
        {problems.map(({ path, message }) => {
          const line = lineOfPath(text, path);
          const where = path === "text" ? t("whole") : path;
          return (
            <li key={`${path} ${message}`}>
              {line === null ? (
                <b>{where}</b>
              ) : (
                <Button size="sm" variant="quiet" className="px-1" onClick={() => goToLine(editorId, text, line)}>
                  {t("atLine", { path: where, line })}
                </Button>
              )}
              {": "}
              {message}
            </li>
          );
        })}
      </ul>
    </Banner>
  );
}

function goToLine(editorId: string, text: string, line: number): void {
  const area = document.getElementById(editorId);
  if (!(area instanceof HTMLTextAreaElement)) return;
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  // A selection alone does not scroll in every browser.
  area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, line - 4);
}
