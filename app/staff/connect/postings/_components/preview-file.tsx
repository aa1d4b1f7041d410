"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useList } from "@/components/list/list-context";
import { RefusalText } from "@/components/postings/refusal-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatMoney } from "@/lib/money/format-money";
import type { PreviewedFile } from "@/lib/postings/preview-batch";
import { previewPostingsAction } from "../actions";

/** The exact file that would be delivered: of the selected records, else of all that are pending. */
export function PreviewFile() {
  const t = useTranslations("postings");
  const { selection } = useList();
  const [files, setFiles] = useState<readonly PreviewedFile[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, startTransition] = useTransition();
  const ids = Object.keys(selection.rows);
  const show = () =>
    startTransition(async () => {
      const answer = await previewPostingsAction(ids.length > 0 ? { ids } : { all: true }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setFiles(answer?.ok ? answer.data : []);
    });
  const close = () => setFiles(null);
  return (
    <>
      <Button icon="eye" pending={isBusy} onClick={show}>
        {t("preview.open")}
      </Button>
      <Dialog
        open={files !== null}
        wide
        onClose={close}
        title={t("preview.open")}
        lead={ids.length > 0 ? t("preview.leadSelected", { count: ids.length }) : t("preview.leadAll")}
        actions={<Button onClick={close}>{t("preview.close")}</Button>}
      >
        {problem && <Banner tone="danger" role="alert" title={problem} />}
        {files?.length === 0 && !problem && <p>{t("preview.none")}</p>}
        {files?.map((file) => (
          <OneFile key={file.file?.fileName ?? `${file.accountId} ${file.currency}`} preview={file} />
        ))}
      </Dialog>
    </>
  );
}

function OneFile({ preview }: { preview: PreviewedFile }) {
  const t = useTranslations("postings.preview");
  const locale = useLocale();
  const { accountName, currency, records, totalCents, file, refusal, isUnmapped, afterDelivery } = preview;
  const total = formatMoney(totalCents, currency, locale);
  return (
    <section className="mt-4" aria-label={accountName}>
      <p>
        <b>{accountName}</b>, {t("facts", { count: records, total })}
      </p>
      {isUnmapped && <Banner tone="warn" title={t("unmapped")} className="mt-2" />}
      {refusal && (
        <Banner tone="danger" title={t("refused")} className="mt-2">
          <RefusalText refusal={refusal} reference={refusal.reference} />
        </Banner>
      )}
      {file && (
        <>
          <p className="mt-1 text-ink-2 text-sm">{t("fileName", { fileName: file.fileName })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="code-scroll mt-2" aria-label={t("content", { fileName: file.fileName })} tabIndex={0}>
            <pre className="code-text">{file.content}</pre>
          </section>
        </>
      )}
      {afterDelivery && <p className="mt-2 text-ink-2 text-sm">{afterDelivery}</p>}
    </section>
  );
}
