import { AppError } from "@/lib/platform/errors";
import { alertSource } from "./internal/alert-source";
import { auditSource } from "./internal/audit-source";
import { invoiceSource } from "./internal/invoice-source";
import { payerSource } from "./internal/payer-source";
import { paymentLinkSource } from "./internal/payment-link-source";
import { paymentSource } from "./internal/payment-source";
import { postingSource } from "./internal/posting-source";
import { scheduleSource } from "./internal/schedule-source";
import { sentSource } from "./internal/sent-source";
import type { ListSource } from "./internal/source";
import { trustSource } from "./internal/trust-source";
import { userSource } from "./internal/user-source";

/** The lists that can be written to a file, by the id that their columns are kept under. */
const LIST_SOURCES: Readonly<Record<string, ListSource>> = {
  payments: paymentSource,
  payers: payerSource,
  sent: sentSource,
  "payment-links": paymentLinkSource,
  trust: trustSource,
  postings: postingSource,
  alerts: alertSource,
  users: userSource,
  audit: auditSource,
  invoices: invoiceSource,
  schedules: scheduleSource,
};

/** @throws AppError invalid_input (list_unknown) */
export function getListSource(listId: string): ListSource {
  const source = Object.hasOwn(LIST_SOURCES, listId) ? LIST_SOURCES[listId] : undefined;
  if (!source) throw new AppError("invalid_input", { reason: "list_unknown" });
  return source;
}
