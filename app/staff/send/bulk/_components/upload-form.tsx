"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useAccountLead } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FileField } from "@/components/ui/file-field";
import { LinkButton } from "@/components/ui/link-button";
import { SelectField } from "@/components/ui/select-field";
import { Sheet } from "@/components/ui/sheet";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { postUpload } from "./post-upload";
import { TEMPLATE_ADDRESS, TEMPLATE_NAME } from "./template-address";

type Props = {
  requestId: string;
  /** Operating accounts only: a trust link names client and matter, and a file does not. */
  accounts: readonly MerchantAccountView[];
  hasTrust: boolean;
};

/** Account and file; what is read leads to its review, and nothing is sent here. */
export function UploadForm({ requestId, accounts, hasTrust }: Props) {
  const t = useTranslations("bulkUpload");
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? "");
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload(requestId);
  const account = accounts.find(({ id }) => id === accountId);
  const lead = useAccountLead(account);
  if (accounts.length === 0) {
    return (
      <Sheet pad="none" className="max-w-[40rem]">
        <EmptyState title={t("form.noAccountTitle")}>{t("form.noAccountText")}</EmptyState>
      </Sheet>
    );
  }
  return (
    <Sheet pad="form" className="max-w-[40rem]">
      {upload.problem && <Banner tone="danger" role="alert" title={upload.problem} className="mb-4" />}
      <div className="stack">
        <SelectField
          id="bulk-account"
          name="account"
          label={t("form.account")}
          lead={lead}
          options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={accountId}
          onChange={(event) => setAccountId(event.target.value)}
          hint={[
            account && t("form.accountHint", { last4: account.bankLast4, currency: account.currency }),
            hasTrust && t("form.trustHint"),
          ]
            .filter(Boolean)
            .join(" ")}
        />
        <FileField
          id="bulk-file"
          name="file"
          label={t("form.file")}
          hint={t("form.fileHint")}
          prompt={t("form.prompt")}
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <div className="actions">
          <Button
            id="bulk-read"
            variant="primary"
            icon="upload"
            pending={upload.isBusy}
            pendingLabel={t("form.reading")}
            unavailable={file === null && !upload.isBusy ? t("form.chooseFirst") : null}
            onClick={() => file && upload.send(accountId, file)}
          >
            {t("form.read")}
          </Button>
          <LinkButton href={TEMPLATE_ADDRESS} icon="download" native download={TEMPLATE_NAME}>
            {t("form.template")}
          </LinkButton>
        </div>
      </div>
    </Sheet>
  );
}

function useUpload(requestId: string) {
  const t = useTranslations("bulkUpload.form");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function send(account: string, file: File) {
    if (isBusy) return;
    start(async () => {
      const answer = await postUpload({ account, key: requestId, file });
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      setProblem(null);
      router.push(`/staff/send/bulk/${answer.data.uploadId}`);
    });
  }
  return { isBusy, problem, send };
}
