"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck, FormText } from "@/components/forms/form-fields";
import { FormMoney } from "@/components/forms/form-readings";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Banner } from "@/components/ui/banner";
import type { SecurityView } from "@/lib/staff/model";
import { SecurityInput } from "@/lib/staff/schemas";
import { saveSecurityAction } from "../actions";

type Props = { security: SecurityView; hasOwn: boolean; currency: string };
type Typed = {
  requiresSecondFactor: boolean;
  asksSecondPerson: boolean;
  refundLimitCents?: number | null;
  idleDays: string;
};

/** What holds for every sign-in of the firm, and for large refunds. */
export function SecurityForm({ security, hasOwn, currency }: Props) {
  const t = useTranslations("users.security");
  const users = useTranslations("users");
  const words = useTranslations("errors.field");
  const { form, isSaved } = useSecurity(security);
  const { requiresSecondFactor, withoutSecondFactor } = security;
  const hint = requiresSecondFactor ? t("requiredHint") : t("requireHint", { count: withoutSecondFactor });
  return (
    <ActionForm form={form} summaryTitle={(count) => users("summary", { count })} className="form-stack">
      <FormCheck name="requiresSecondFactor" label={t("require")} hint={hint} />
      {!hasOwn && !requiresSecondFactor && (
        <p className="text-ink-2 text-sm">
          {words("own_second_factor_first")} <Link href="/staff/profile">{t("toProfile")}</Link>
        </p>
      )}
      <FormText name="idleDays" label={t("idleDays")} hint={t("idleDaysHint")} inputMode="numeric" autoComplete="off" />
      <RefundFields mayRefund={security.mayRefund} currency={currency} />
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={users("form.saving")}>
          {users("form.save")}
        </FormSubmit>
        <span role="status" className="text-ok text-sm">
          {isSaved && !form.pending && users("form.saved")}
        </span>
      </div>
    </ActionForm>
  );
}

/** From which sum on two people give money back. Of no use while nobody is there to be the second. */
function RefundFields({ mayRefund, currency }: { mayRefund: number; currency: string }) {
  const t = useTranslations("users.security");
  const refusals = useTranslations("money.refusal");
  const locale = useLocale();
  const isOn = useWatch<Typed>({ name: "asksSecondPerson" });
  return (
    <>
      <FormCheck name="asksSecondPerson" label={t("second")} hint={t("secondHint")} />
      {isOn && (
        <FormMoney
          name="refundLimitCents"
          label={t("limit")}
          hint={t("limitHint")}
          currency={currency}
          locale={locale}
          describeRefusal={({ code, ...values }) => refusals(code, values)}
        />
      )}
      {isOn && mayRefund < 2 && (
        <Banner tone="warn" title={t("nobodySecond", { count: mayRefund })}>
          <Link href="/staff/users">{t("toUsers")}</Link>
        </Banner>
      )}
    </>
  );
}

function useSecurity({ requiresSecondFactor, idleDays, refundLimitCents }: SecurityView) {
  const t = useTranslations("users");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<Typed, { signedOut: number }>({
    schema: SecurityInput,
    defaultValues: {
      requiresSecondFactor,
      asksSecondPerson: refundLimitCents !== null,
      refundLimitCents: refundLimitCents ?? undefined,
      idleDays: String(idleDays),
    },
    action: (input) => {
      setSaved(false);
      return saveSecurityAction(input);
    },
    onDone: () => {
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return { form, isSaved };
}
