import { type SQL, sql } from "drizzle-orm";
import { invariant } from "@/lib/platform/errors";
import { isPaymentSource, isPaymentStatus, type PaymentRow } from "../model";
import type { ListScope } from "./list-scope";

/** A row with what its cursor may need: names are ordered in small letters, as the database makes them. */
export type ReadRow = { row: PaymentRow; payerKey: string };

/** As the driver answers. Instants are texts, money is text. */
export type RawRow = {
  id: string;
  number: string;
  status: string;
  source: string;
  accountId: string;
  amountCents: string;
  refundedCents: string;
  surchargeCents: string;
  feeCents: string | null;
  currency: string;
  payerId: string | null;
  payerName: string;
  payerKey: string;
  methodKind: string;
  methodBrand: string;
  methodLast4: string;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  declineCode: string;
  createdAt: string;
  approvedAt: string | null;
  settledAt: string | null;
  receiptEmails: string[];
  authCode: string;
  gatewayRef: string;
  note: string;
  customFields: Record<string, string>;
  linkNumber: string | null;
  receiptNumber: string | null;
  userName: string | null;
};

/**
 * What is read of `listed_payments`. Neighbours are looked up by their keys, so that only the rows of a page cost anything. The table
 * is named throughout: a bare column would mean the neighbour's.
 */
export const ROW_COLUMNS: SQL = sql`
  listed_payments.id, listed_payments.number, status, source, account_id as "accountId", amount_cents as "amountCents",
  refunded_cents as "refundedCents", surcharge_cents as "surchargeCents", fee_cents as "feeCents", currency, payer_id as "payerId",
  payer_name as "payerName", lower(payer_name) as "payerKey", method_kind as "methodKind", method_brand as "methodBrand",
  method_last4 as "methodLast4", invoice_number as "invoiceNumber", client_ref as "clientRef", matter_ref as "matterRef",
  decline_code as "declineCode", created_at as "createdAt", approved_at as "approvedAt", settled_at as "settledAt",
  receipt_emails as "receiptEmails", auth_code as "authCode", gateway_ref as "gatewayRef", note, custom_fields as "customFields",
  case when link_id is not null then (select l.number from pay_links l
    where l.firm_id = listed_payments.firm_id and l.id = listed_payments.link_id) end as "linkNumber",
  (select r.number from receipts r
    where r.firm_id = listed_payments.firm_id and r.payment_id = listed_payments.id) as "receiptNumber",
  case split_part(listed_payments.created_by, ':', 1)
    when 'user' then (select u.name from users u
      where u.firm_id = listed_payments.firm_id and u.id = split_part(listed_payments.created_by, ':', 2))
    when 'api_key' then (select k.name from api_keys k
      where k.firm_id = listed_payments.firm_id and k.id = split_part(listed_payments.created_by, ':', 2))
  end as "userName"`;

export function readRow(raw: RawRow, { accounts }: ListScope): ReadRow {
  const { payerKey, status, source, amountCents, refundedCents, surchargeCents, feeCents, userName, ...rest } = raw;
  const account = accounts.get(raw.accountId);
  invariant(account && isPaymentStatus(status) && isPaymentSource(source), `status ${status}, source ${source} known`);
  const row: PaymentRow = {
    ...rest,
    status,
    source,
    accountName: account.name,
    accountKind: account.kind,
    amountCents: Number(amountCents),
    refundedCents: Number(refundedCents),
    surchargeCents: Number(surchargeCents),
    feeCents: feeCents === null ? null : Number(feeCents),
    createdAt: new Date(raw.createdAt),
    approvedAt: raw.approvedAt === null ? null : new Date(raw.approvedAt),
    settledAt: raw.settledAt === null ? null : new Date(raw.settledAt),
    userName: userName ?? "",
  };
  return { row, payerKey };
}
