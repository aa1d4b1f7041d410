"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { splitEmails } from "../../_components/typed-invoice";
import { sendInvoiceAction } from "../../actions";
import type { ActInvoice } from "./act-invoice";
import { useInvoiceAct } from "./use-invoice-act";

type Props = { invoice: ActInvoice; isDraft: boolean; onClose: () => void };

/** Says what issuing means before it happens, and to whom the mail goes. */
export function SendDialog({ invoice, isDraft, onClose }: Props) {
  const t = useTranslations("invoices.act");
  const common = useTranslations("common");
  const [typed, setTyped] = useState(invoice.emails.join(", "));
  const { pending, problem, run } = useInvoiceAct(onClose);
  const send = (isMailed: boolean) =>
    run(
      () => sendInvoiceAction({ invoiceId: invoice.id, isMailed, addresses: splitEmails(typed) }),
      ({ number }) => (isMailed ? t("sent", { number, to: splitEmails(typed).join(", ") }) : t("issued", { number })),
    );
  return (
    <Dialog
      open
      onClose={() => !pending && onClose()}
      title={isDraft ? t("sendTitle", { amount: invoice.amount }) : t("againTitle", { number: invoice.number })}
      lead={isDraft ? t("sendLead") : t("againLead")}
      actions={
        <>
          <Button onClick={() => !pending && onClose()}>{common("close")}</Button>
          {isDraft && (
            <Button pending={pending} pendingLabel={t("working")} onClick={() => send(false)}>
              {t("issue")}
            </Button>
          )}
          <Button variant="primary" pending={pending} pendingLabel={t("working")} onClick={() => send(true)}>
            {isDraft ? t("send") : t("sendAgain")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <TextField
        id="send-addresses"
        name="addresses"
        label={t("addresses")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </Dialog>
  );
}
