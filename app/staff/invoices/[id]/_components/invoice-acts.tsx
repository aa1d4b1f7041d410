"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuButton } from "@/components/ui/menu";
import { duplicateInvoiceAction, remindInvoiceAction, setInvoiceRemindersAction } from "../../actions";
import type { ActInvoice } from "./act-invoice";
import { EndDialog } from "./end-dialog";
import { SendDialog } from "./send-dialog";
import { useInvoiceAct } from "./use-invoice-act";

type Props = { invoice: ActInvoice; stage: "draft" | "open" | "closed"; mayCancel: boolean; requestKey: string };

type Opened = "send" | "cancelled" | "written_off" | null;

/** Issue, remind, duplicate, give up: what the state of the invoice allows. */
export function InvoiceActs({ invoice, stage, mayCancel, requestKey }: Props) {
  const t = useTranslations("invoices.act");
  const [opened, setOpened] = useState<Opened>(null);
  const router = useRouter();
  const { pending, problem, run } = useInvoiceAct();
  const { id, isReminderOff } = invoice;
  const close = () => setOpened(null);
  const duplicate = () =>
    run(
      () => duplicateInvoiceAction({ invoiceId: id, requestKey }),
      (made) => {
        router.push(`/staff/invoices/${made.id}/edit`);
        return null;
      },
    );
  const setReminders = () =>
    run(
      () => setInvoiceRemindersAction({ invoiceId: id, isReminderOff: !isReminderOff }),
      () => t("remindersSet"),
    );
  return (
    <>
      {problem && (
        <span role="alert" className="text-danger text-sm">
          {problem}
        </span>
      )}
      {stage === "open" && (
        <Button
          icon="mail"
          pending={pending}
          pendingLabel={t("working")}
          onClick={() =>
            run(
              () => remindInvoiceAction({ invoiceId: id }),
              () => t("reminded"),
            )
          }
        >
          {t("remind")}
        </Button>
      )}
      {stage !== "closed" && (
        <Button variant="primary" icon="send" onClick={() => setOpened("send")}>
          {stage === "draft" ? t("send") : t("sendAgain")}
        </Button>
      )}
      <Menu trigger={t("more")} label={t("more")}>
        <MenuButton icon="copy" onPress={duplicate}>
          {t("duplicate")}
        </MenuButton>
        {stage === "open" && (
          <MenuButton icon="mail" onPress={setReminders}>
            {isReminderOff ? t("remindersOn") : t("remindersOff")}
          </MenuButton>
        )}
        {stage === "open" && (
          <MenuButton icon="return" onPress={() => setOpened("written_off")}>
            {t("writeOff")}
          </MenuButton>
        )}
        {stage !== "closed" && mayCancel && (
          <MenuButton icon="stop" onPress={() => setOpened("cancelled")}>
            {stage === "draft" ? t("discard") : t("cancel")}
          </MenuButton>
        )}
      </Menu>
      {opened === "send" && <SendDialog invoice={invoice} isDraft={stage === "draft"} onClose={close} />}
      {(opened === "cancelled" || opened === "written_off") && (
        <EndDialog invoice={invoice} to={opened} onClose={close} />
      )}
    </>
  );
}
