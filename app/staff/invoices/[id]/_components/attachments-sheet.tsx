"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { FileField } from "@/components/ui/file-field";
import { Sheet } from "@/components/ui/sheet";
import type { ActionResult } from "@/lib/http/action-result";
import type { InvoiceAttachment } from "@/lib/invoices/model";
import { removeAttachmentAction } from "../../actions";

type Props = { invoice: { id: string; attachments: readonly InvoiceAttachment[] }; mayChange: boolean };

/** The PDFs that go with the invoice; a draft takes more and gives them back. */
export function AttachmentsSheet({ invoice, mayChange }: Props) {
  const t = useTranslations("invoices.detail");
  const act = useAttachments(invoice.id);
  return (
    <Sheet title={t("attachments")}>
      <div className="stack">
        {act.problem && <Banner tone="danger" role="alert" title={act.problem} />}
        {invoice.attachments.length === 0 && <p className="text-ink-2">{t("attachmentsNone")}</p>}
        <ul>
          {invoice.attachments.map(({ id, fileName }) => (
            <li key={id} className="flex flex-wrap items-center gap-2">
              <a href={`/staff/invoices/attachments/${id}`} target="_blank" rel="noreferrer">
                {fileName}
              </a>
              {mayChange && (
                <Button
                  size="sm"
                  variant="quiet"
                  iconOnly
                  icon="trash"
                  aria-label={t("detach", { file: fileName })}
                  pending={act.isBusy}
                  onClick={() => act.remove(id)}
                />
              )}
            </li>
          ))}
        </ul>
        {mayChange && (
          <>
            <FileField
              key={invoice.attachments.length}
              id="invoice-file"
              name="file"
              label={t("choose")}
              hint={t("attachmentsHint")}
              prompt={t("choose")}
              accept=".pdf,application/pdf"
              onChange={(event) => act.choose(event.target.files?.[0] ?? null)}
            />
            <div className="actions">
              <Button
                icon="upload"
                pending={act.isBusy}
                pendingLabel={t("attaching")}
                unavailable={act.file === null && !act.isBusy ? t("choose") : null}
                onClick={act.add}
              >
                {t("attach")}
              </Button>
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}

function useAttachments(invoiceId: string) {
  const t = useTranslations("invoices.form");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [file, choose] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function finish(answer: ActionResult<unknown> | null) {
    const field = answer && !answer.ok ? answer.fields[0]?.message : undefined;
    setProblem(answer?.ok ? null : (field ?? answer?.message ?? t("unreachable")));
    if (!answer?.ok) return;
    choose(null);
    router.refresh();
  }

  const add = () => file && !isBusy && start(async () => finish(await postFile(invoiceId, file)));
  const remove = (attachmentId: string) =>
    !isBusy && start(async () => finish(await removeAttachmentAction({ invoiceId, attachmentId }).catch(() => null)));
  return { isBusy, file, problem, choose, add, remove };
}

/** Sends a file, and gives the answer as of an action; null when there was none. */
async function postFile(invoiceId: string, file: File): Promise<ActionResult<unknown> | null> {
  const query = new URLSearchParams({ invoiceId, fileName: file.name.slice(-120) });
  try {
    const answer = await fetch(`/staff/invoices/attach?${query}`, { method: "POST", body: file });
    return (await answer.json()) as ActionResult<unknown>;
  } catch {
    return null;
  }
}
