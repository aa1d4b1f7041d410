"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useAccountLead } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useNotice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { AccountKind } from "@/lib/payments/model";
import { requestMethodAction } from "../../actions";

type Props = {
  payerId: string;
  emails: string;
  accounts: { id: string; name: string; kind: AccountKind }[];
  lifeDays: number;
  /** Made with the page: the same press twice is one request. */
  requestKey: string;
};

/** Asks the payer by mail for a card or bank account. */
export function RequestMethodButton(props: Props) {
  const t = useTranslations("method.staff");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="primary" icon="mail" onClick={() => setIsOpen(true)}>
        {t("request")}
      </Button>
      {isOpen && <RequestDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RequestDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const t = useTranslations("method.staff.requestDialog");
  const common = useTranslations("common");
  const ask = useRequest(props, onClose);
  const [wish, setWish] = useState({ emails: props.emails, account: props.accounts[0]?.id ?? "", message: "" });
  const account = props.accounts.find((candidate) => candidate.id === wish.account);
  const accountLead = useAccountLead(account);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      lead={t("lead", { days: String(props.lifeDays) })}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" pending={ask.pending} pendingLabel={t("pending")} onClick={() => ask.send(wish)}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {ask.problem?.path === "" && <Banner tone="danger" role="alert" title={ask.problem.text} className="mb-4" />}
      <div className="form-stack">
        <TextField
          id="request-emails"
          label={t("emails")}
          required={common("required")}
          hint={t("emailsHint")}
          inputMode="email"
          value={wish.emails}
          error={ask.errorAt("emails")}
          onChange={(event) => setWish({ ...wish, emails: event.target.value })}
        />
        <SelectField
          id="request-account"
          label={t("account")}
          hint={t("accountHint")}
          lead={accountLead}
          value={wish.account}
          error={ask.errorAt("account")}
          options={props.accounts.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setWish({ ...wish, account: event.target.value })}
        />
        <TextAreaField
          id="request-message"
          label={t("message")}
          optional={common("optional")}
          hint={t("messageHint")}
          value={wish.message}
          error={ask.errorAt("message")}
          onChange={(event) => setWish({ ...wish, message: event.target.value })}
        />
      </div>
    </Dialog>
  );
}

type Wish = { emails: string; account: string; message: string };

function useRequest({ payerId, requestKey }: Props, onDone: () => void) {
  const t = useTranslations("method.staff");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<{ path: string; text: string } | null>(null);
  return {
    pending,
    problem,
    errorAt: (path: string) => (problem?.path === path ? problem.text : null),
    send: (wish: Wish) =>
      start(async () => {
        const answer = await requestMethodAction({ payerId, requestKey, ...wish }).catch(() => null);
        if (!answer) return setProblem({ path: "", text: t("notDone") });
        const [field] = answer.ok ? [] : answer.fields;
        if (!answer.ok) return setProblem({ path: field?.path ?? "", text: field?.message ?? answer.message });
        onDone();
        say(t("requestDialog.done", { addresses: answer.data.addresses.join(", ") }));
        router.refresh();
      }),
  };
}
