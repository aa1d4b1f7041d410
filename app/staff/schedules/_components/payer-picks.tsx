"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { useFieldId } from "@/components/forms/form-context";
import { methodText } from "@/components/payments/method-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import { type FormAccount, type PayerChoice, type PickedPayer, pickOf, type ScheduleStart } from "./form-start";

type Props = { account: FormAccount | undefined; payers: readonly PayerChoice[]; isFixed: boolean };

/** Who pays, with which method; of trust money also whose it is. */
export function PayerPicks({ account, payers, isFixed }: Props) {
  const t = useTranslations("schedules.form");
  const { control } = useFormContext<ScheduleStart>();
  const { field, fieldState } = useController({ control, name: "payers" });
  const kind = useWatch({ control, name: "kind" });
  const [q, setQ] = useState("");
  const id = useFieldId("payers", t("payers"));
  // Whoever was chosen at another account has no method at this one.
  const picked = field.value.filter(({ payerId, methodId }) =>
    payers.find(({ id: known }) => known === payerId)?.methods.some((method) => method.id === methodId),
  );
  const shown = payers.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(q.trim().toLowerCase()));
  const write = (payer: PayerChoice, next: PickedPayer | null) => {
    const others = kind === "general" ? picked.filter(({ payerId }) => payerId !== payer.id) : [];
    field.onChange(next ? [...others, next] : others);
  };
  if (payers.length === 0)
    return (
      <EmptyState title={t("noPayers")} action={<LinkButton href="/staff/payers">{t("toPayers")}</LinkButton>}>
        {t("noPayersText")}
      </EmptyState>
    );
  return (
    <section id={id} tabIndex={-1} aria-label={t("payers")} className="form-stack">
      {!isFixed && (
        <TextInput
          type="search"
          size="sm"
          aria-label={t("findPayer")}
          placeholder={t("findPayer")}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          frameClassName="w-[16rem] max-w-full"
        />
      )}
      {fieldState.error && <p className="text-danger text-sm">{fieldState.error.message}</p>}
      <div className="max-h-[24rem] overflow-y-auto">
        <Ledger caption={t("payersTable")} stack>
          <thead>
            <tr>
              <Th>{t("payer")}</Th>
              <Th>{t("method")}</Th>
              {account?.kind === "trust" && (
                <>
                  <Th>{t("client")}</Th>
                  <Th>{t("matter")}</Th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((payer) => (
              <PayerLine
                key={payer.id}
                payer={payer}
                picked={picked.find(({ payerId }) => payerId === payer.id) ?? null}
                isTrust={account?.kind === "trust"}
                onWrite={(next) => write(payer, next)}
              />
            ))}
          </tbody>
        </Ledger>
      </div>
      <p className="field-hint">
        {t("picked", { count: picked.length })}. {t("payersHint")}
      </p>
    </section>
  );
}

type LineProps = {
  payer: PayerChoice;
  picked: PickedPayer | null;
  isTrust: boolean;
  onWrite: (next: PickedPayer | null) => void;
};

function PayerLine({ payer, picked, isTrust, onWrite }: LineProps) {
  const t = useTranslations("schedules.form");
  const common = useTranslations("common");
  const now = picked ?? pickOf(payer);
  const options = payer.methods.map(({ id, brand, last4 }) => ({
    value: id,
    label: methodText(common, { methodBrand: brand, methodLast4: last4 }),
  }));
  const { name } = payer;
  return (
    <tr>
      <Td>
        <label className="check">
          <input
            type="checkbox"
            className="box"
            checked={picked !== null}
            aria-label={t("pickOf", { name })}
            onChange={(event) => onWrite(event.target.checked ? now : null)}
          />
          <span>
            {name}
            <span className="block text-ink-3 text-sm">{payer.email}</span>
          </span>
        </label>
      </Td>
      <Td data-label={t("method")}>
        <Select
          size="sm"
          aria-label={t("methodOf", { name })}
          value={now.methodId}
          options={options}
          onChange={(event) => onWrite({ ...now, methodId: event.target.value })}
        />
      </Td>
      {isTrust && (
        <>
          <Td data-label={t("client")}>
            <TextInput
              size="sm"
              aria-label={t("clientOf", { name })}
              value={now.clientRef}
              onChange={(event) => onWrite({ ...now, clientRef: event.target.value })}
            />
          </Td>
          <Td data-label={t("matter")}>
            <TextInput
              size="sm"
              aria-label={t("matterOf", { name })}
              value={now.matterRef}
              onChange={(event) => onWrite({ ...now, matterRef: event.target.value })}
            />
          </Td>
        </>
      )}
    </tr>
  );
}
