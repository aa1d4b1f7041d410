"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import { type QuickLinkTyped, quickLinkInput } from "@/lib/pay-links/schemas";
import { createQuickLinkAction } from "../../actions";
import { DeliveryFields } from "./delivery-fields";
import { keepDraft, useDraft } from "./draft";
import type { QuickLinkFacts } from "./form-facts";
import { LinkPreview } from "./link-preview";
import { PaymentFields } from "./payment-fields";
import type { QuickLinkStart } from "./read-start";

type Props = { start: QuickLinkStart; facts: QuickLinkFacts };

/** The form at the left; at the right what the client gets, from what is typed. */
export function QuickLinkForm({ start, facts }: Props) {
  const t = useTranslations("links.quickLink");
  const { requestId, typed } = useDraft(facts.requestId);
  const form = useQuickLink(typed ?? start, requestId, facts);
  const values = useWatch({ control: form.methods.control }) as QuickLinkStart;
  useEffect(() => keepDraft(requestId, values), [requestId, values]);
  const account = facts.accounts.find((candidate) => candidate.id === values.account) ?? facts.accounts[0];
  const isMail = values.delivery === "mail";
  return (
    <div className="columns-form">
      <div className="sheet sheet-form">
        <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
          <PadKey>{t("padKey")}</PadKey>
          <PaymentFields facts={facts} account={account} />
          <DeliveryFields isMail={isMail} values={values} facts={facts} />
          <div className="actions mt-6">
            {isMail ? (
              <FormSubmit variant="primary" icon="send" pending={form.pending} pendingLabel={t("sending")}>
                {t("send")}
              </FormSubmit>
            ) : (
              <FormSubmit variant="primary" icon="link" pending={form.pending} pendingLabel={t("generating")}>
                {t("generate")}
              </FormSubmit>
            )}
            <LinkButton href="/staff/send" variant="quiet">
              {t("cancel")}
            </LinkButton>
            <span className="ml-auto text-ink-2 text-xs">
              {t("openFor", { days: facts.lifeDays, date: facts.openUntil })}
            </span>
          </div>
        </ActionForm>
      </div>
      <LinkPreview values={values} facts={facts} account={account} />
    </div>
  );
}

function useQuickLink(start: QuickLinkStart, requestId: string, facts: QuickLinkFacts) {
  const t = useTranslations("links");
  const router = useRouter();
  const schema = useMemo(() => {
    const trustAccountIds = facts.accounts.filter((account) => account.kind === "trust").map((account) => account.id);
    return quickLinkInput({ trustAccountIds, say: (problem, found) => t(`problem.${problem}`, { found }) });
  }, [facts.accounts, t]);
  return useActionForm<QuickLinkTyped, { id: string }>({
    schema,
    defaultValues: start,
    requestId,
    action: createQuickLinkAction,
    onDone: ({ id }) => router.push(`/staff/send/sent/${id}?made=1`),
    unreachableText: t("quickLink.unreachable"),
  });
}
