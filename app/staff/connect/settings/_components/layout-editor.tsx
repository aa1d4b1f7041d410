"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { LayoutPreview } from "./layout-preview";
import { LayoutProblems } from "./layout-problems";
import { ResetLayout } from "./reset-layout";
import { useLayoutEditor } from "./use-layout-editor";

type Props = {
  connectionId: string;
  systemName: string;
  text: string;
  /** When the firm's own layout was saved; null while the built-in one is used. */
  savedAt: string | null;
  builtIns: readonly { name: string; text: string }[];
};

/** The layout as text at the left, what it makes of the newest records at the right. */
export function LayoutEditor({ connectionId, systemName, text: start, savedAt, builtIns }: Props) {
  const t = useTranslations("connectSettings.file");
  const id = useId();
  const editor = useLayoutEditor(connectionId, start);
  const [from, setFrom] = useState("");
  return (
    <div className="columns">
      <Sheet
        title={savedAt ? t("own") : t("builtIn", { system: systemName })}
        aside={savedAt && <ResetLayout connectionId={connectionId} />}
      >
        <div className="form-stack">
          <p className="text-ink-2">
            {savedAt ? t("ownText", { at: savedAt }) : t("builtInText", { system: systemName })}
          </p>
          {editor.notice && <Banner tone="ok" role="status" title={editor.notice} />}
          {editor.problem && <Banner tone="danger" role="alert" title={editor.problem} />}
          <LayoutProblems problems={editor.problems} editorId={`${id}-text`} text={editor.text} />
          <SelectField
            id={`${id}-from`}
            label={t("from")}
            hint={t("fromHint")}
            value={from}
            emptyLabel={t("fromNone")}
            options={builtIns.map(({ name }) => ({ value: name, label: name }))}
            onChange={(event) => {
              setFrom(event.target.value);
              const chosen = builtIns.find(({ name }) => name === event.target.value);
              if (chosen) editor.setText(chosen.text);
            }}
          />
          <TextAreaField
            id={`${id}-text`}
            className="code-field"
            label={t("editor")}
            hint={t("editorHint")}
            rows={28}
            spellCheck={false}
            autoComplete="off"
            value={editor.text}
            onChange={(event) => editor.setText(event.target.value)}
          />
          <div className="actions">
            <Button icon="eye" pending={editor.isPreviewing} pendingLabel={t("previewing")} onClick={editor.preview}>
              {t("preview")}
            </Button>
            <Button variant="primary" pending={editor.isSaving} pendingLabel={t("saving")} onClick={editor.save}>
              {t("save")}
            </Button>
          </div>
        </div>
      </Sheet>
      <LayoutPreview preview={editor.shown} />
    </div>
  );
}
