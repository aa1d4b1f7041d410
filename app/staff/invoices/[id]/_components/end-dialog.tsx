"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { cancelInvoiceAction, writeOffInvoiceAction } from "../../actions";
import type { ActInvoice } from "./act-invoice";
import { useInvoiceAct } from "./use-invoice-act";

type Props = { invoice: ActInvoice; to: "cancelled" | "written_off"; onClose: () => void };

/** Says what giving an invoice up means, with a reason for the record. */
export function EndDialog({ invoice, to, onClose }: Props) {
  const t = useTranslations("invoices.act");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  const { pending, problem, run } = useInvoiceAct(onClose);
  const isCancel = to === "cancelled";
  const act = isCancel ? cancelInvoiceAction : writeOffInvoiceAction;
  const { amount } = invoice;
  return (
    <Dialog
      open
      onClose={() => !pending && onClose()}
      title={isCancel ? t("cancelTitle", { amount }) : t("writeOffTitle", { amount })}
      lead={isCancel ? t("cancelLead") : t("writeOffLead")}
      actions={
        <>
          <Button onClick={() => !pending && onClose()}>{t("keep")}</Button>
          <Button
            variant="danger-solid"
            pending={pending}
            pendingLabel={t("working")}
            onClick={() =>
              run(
                () => act({ invoiceId: invoice.id, reason }),
                () => (isCancel ? t("cancelled") : t("writtenOff")),
              )
            }
          >
            {isCancel ? t("cancel") : t("writeOff")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <TextField
        id="end-reason"
        name="reason"
        label={t("reason")}
        optional={common("optional")}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
