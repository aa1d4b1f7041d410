"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { AddressFields } from "@/app/staff/_components/entry/address-fields";
import {
  BankQuestion,
  DuplicateQuestion,
  NotCharged,
  QuoteQuestion,
} from "@/app/staff/_components/entry/entry-questions";
import { PayerField } from "@/app/staff/_components/entry/payer-field";
import { useEntryPayer } from "@/app/staff/_components/entry/use-entry-payer";
import { FormSubmit } from "@/components/forms/form-submit";
import type { ActionForm } from "@/components/forms/use-action-form";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import { Banner } from "@/components/ui/banner";
import { PadKey } from "@/components/ui/pad-key";
import { getEntryPayerAction, listPayerMatchesAction } from "../actions";
import type { EntryFacts, EntryStart } from "./entry-facts";
import { EntrySummary, sumText } from "./entry-summary";
import { hiddenNow } from "./entry-values";
import { MethodFields } from "./method-fields";
import { MoreFields } from "./more-fields";
import { PaymentFields } from "./payment-fields";
import type { useEntry } from "./use-entry";

type Props = {
  facts: EntryFacts;
  hidden: readonly string[];
  entry: ReturnType<typeof useEntry>;
  form: ActionForm<EntryStart>;
  frame: RefObject<HostedFieldsHandle | null>;
};

/** Every field at the left, what pressing the button does at the right. */
export function EntryBody({ facts, hidden, entry, form, frame }: Props) {
  const t = useTranslations("enterPayment");
  const { control, setValue, getValues } = useFormContext<EntryStart>();
  const chosen = useEntryPayer({
    start: facts.payer,
    find: listPayerMatchesAction,
    read: getEntryPayerAction,
    onPayer: (payer) => {
      const method = payer?.methods.find((each) => each.accountId === getValues("account") && !each.isExpired);
      setValue("methodId", method?.id ?? "");
      if (method) setValue("methodKind", "saved");
      else if (!payer && getValues("methodKind") === "saved") setValue("methodKind", "card");
    },
  });
  const accountId = useWatch({ control, name: "account" });
  const account = facts.accounts.find(({ id }) => id === accountId) ?? facts.accounts[0];
  const unseen = hiddenNow(hidden, accountId, facts);
  const pressEnter = useSubmitter(form.submit);
  const { stage } = entry;
  const isAtBank = stage.kind === "challenge";
  return (
    <div className="columns-form">
      <div className="sheet sheet-form">
        {isAtBank && <BankQuestion url={stage.url} locale={facts.locale} onDone={entry.finishChallenge} />}
        <div hidden={isAtBank}>
          <PadKey>{t("padKey")}</PadKey>
          <PaymentFields facts={facts} account={account} hidden={unseen} />
          <PayerField chosen={chosen} may={facts.may} />
          {stage.kind === "declined" && <NotCharged key={entry.round} {...stage} />}
          <MethodFields {...{ facts, account, frame }} payer={chosen.payer} round={entry.round} onEnter={pressEnter} />
          {!unseen.has("billingAddress") && <AddressFields countries={facts.countries} />}
          <MoreFields facts={facts} hidden={unseen} />
          <Submit {...{ entry, form }} locale={facts.locale} currency={account?.currency ?? "USD"} />
        </div>
      </div>
      <EntrySummary account={account} payer={chosen.payer} locale={facts.locale} hidden={unseen} />
    </div>
  );
}

/** The same function for as long as the form is there, so that the frame is not listened to anew with each letter typed. */
function useSubmitter(submit: () => void): () => void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  return useCallback(() => latest.current(), []);
}

type SubmitProps = Pick<Props, "entry" | "form"> & { locale: string; currency: string };

/** The questions that stand before a charge, and the button that names its sum. */
function Submit({ entry, form, locale, currency }: SubmitProps) {
  const t = useTranslations("enterPayment");
  const { control } = useFormContext<EntryStart>();
  const cents = useWatch({ control, name: "amountCents" });
  const { stage } = entry;
  const amount = sumText(stage.kind === "quote" ? stage.quote.agreedTotalCents : cents, currency, locale);
  return (
    <>
      {stage.kind === "quote" && <QuoteQuestion quote={stage.quote} onChange={entry.reset} />}
      {stage.kind === "duplicate" && (
        <DuplicateQuestion
          key={stage.duplicate.paymentId}
          duplicate={stage.duplicate}
          onDrop={entry.reset}
          onAgain={() => {
            entry.chargeAgain(stage.duplicate.paymentId);
            form.submit();
          }}
        />
      )}
      {stage.kind === "leaving" && (
        <Banner
          tone="ok"
          role="status"
          title={t("leaving.title")}
          // A whole load of the same address, should the result stay away.
          action={<a href={typeof window === "undefined" ? "" : window.location.href}>{t("leaving.link")}</a>}
          className="mt-6"
        />
      )}
      <div className="actions mt-6">
        <FormSubmit
          variant="primary"
          icon="card-entry"
          pending={form.pending || stage.kind === "leaving"}
          pendingLabel={t("pending")}
        >
          {amount ? t("submit", { amount }) : t("submitEmpty")}
        </FormSubmit>
        <span className="ml-auto hidden text-ink-2 text-xs md:inline">{t("keys")}</span>
      </div>
    </>
  );
}
