import { useTranslations } from "next-intl";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import type { InvoiceStatus as StatusOfInvoice } from "@/lib/invoices/model";

const LOOKS: Record<StatusOfInvoice, { icon: IconName; tone: StatusTone }> = {
  draft: { icon: "pencil", tone: "off" },
  sent: { icon: "send", tone: "info" },
  viewed: { icon: "eye", tone: "info" },
  part_paid: { icon: "clock", tone: "info" },
  paid: { icon: "check", tone: "ok" },
  overdue: { icon: "clock", tone: "warn" },
  written_off: { icon: "return", tone: "off" },
  cancelled: { icon: "stop", tone: "off" },
};

/** The state of an invoice in a word, with its mark. */
export function InvoiceStatus({ status }: { status: StatusOfInvoice }) {
  const t = useTranslations("invoices.status");
  return <Status {...LOOKS[status]}>{t(status)}</Status>;
}
