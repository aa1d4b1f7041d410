"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { FileField } from "@/components/ui/file-field";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { csvText } from "@/lib/exports/rules";
import type { ImportPreview, ImportResult } from "@/lib/payer-imports/model";
import { FILE_HEADINGS, ownFieldHeading } from "@/lib/payers/columns";
import { ImportReview } from "./import-review";
import { postImport } from "./post-import";

/** A file, then every row of it, then what came of it. */
export function ImportPayers({ requestId, ownLabels }: { requestId: string; ownLabels: readonly string[] }) {
  const t = useTranslations("payers.import");
  const [isBusy, start] = useTransition();
  const [files, setFiles] = useState(0);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);

  function readFile(file: File) {
    start(async () => {
      const answer = await postImport<ImportPreview>("preview", file);
      const key = `refusal.${answer && !answer.ok ? answer.reason : ""}` as never;
      setResult(null);
      setFiles((count) => count + 1);
      if (answer?.ok) {
        setProblem(null);
        return setPreview(answer.data);
      }
      setPreview(null);
      setProblem(t.has(key) ? t(key) : (answer?.message ?? t("unreachable")));
    });
  }

  if (result) return <ImportDone result={result} onAgain={() => setResult(null)} />;
  if (preview) {
    return (
      <ImportReview
        key={files}
        importKey={`${requestId}-${files}`}
        preview={preview}
        onAgain={() => setPreview(null)}
        onDone={(done) => {
          setPreview(null);
          setResult(done);
        }}
      />
    );
  }
  return (
    <Sheet pad="form" className="max-w-[40rem]">
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <FileField
        id="import-file"
        name="file"
        label={t("file")}
        hint={isBusy ? t("reading") : t("hint")}
        prompt={t("prompt")}
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) readFile(file);
          // The same file, corrected meanwhile, counts as another choice.
          event.target.value = "";
        }}
      />
      <div className="actions mt-4">
        <Button icon="download" onClick={() => saveTemplate(ownLabels)}>
          {t("template")}
        </Button>
      </div>
    </Sheet>
  );
}

/** The header alone, so that nobody imports an example. */
function saveTemplate(ownLabels: readonly string[]) {
  const own = ownLabels.map((label) => csvText(ownFieldHeading(label)));
  const text = `\ufeff${[...Object.values(FILE_HEADINGS), ...own].join(",")}\r\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "payers.csv";
  link.click();
  URL.revokeObjectURL(address);
}

function ImportDone({ result, onAgain }: { result: ImportResult; onAgain: () => void }) {
  const t = useTranslations("payers.import");
  return (
    <>
      <Banner tone="ok" role="status" title={t("done", result)} className="mb-5" />
      <div className="actions">
        <LinkButton href="/staff/payers" variant="primary">
          {t("doneLink")}
        </LinkButton>
        <Button onClick={onAgain}>{t("again")}</Button>
      </div>
    </>
  );
}
