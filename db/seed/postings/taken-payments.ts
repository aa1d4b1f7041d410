import type { ClientBase } from "pg";

/** A payment of the demo that may have posting records, with what became of it. Amounts in cents. */
export type TakenPayment = {
  id: string;
  number: string;
  obligation: string;
  source: "connect_entry" | "connect_link" | "payment_page";
  status: "pending" | "approved" | "settled" | "partially_refunded" | "refunded" | "returned";
  accountId: string;
  accountKind: "operating" | "trust";
  payerName: string;
  amountCents: number;
  currency: string;
  /** As the payment names it; empty on trust payments. */
  invoiceNumber: string;
  clientNumber: string;
  matterNumber: string;
  methodKind: string;
  methodLast4: string;
  authCode: string;
  paidAt: Date;
  /** Of a returned eCheck. */
  returnedAt: Date | null;
  refunds: readonly { id: string; cents: number; at: Date }[];
};

type Row = Omit<TakenPayment, "amountCents" | "refunds"> & {
  amountCents: string;
  refunds: { id: string; cents: number; at: string }[];
};

const NEWEST = 110;
const NEWEST_OF_PAGES = 12;

/** The newest taken payments of the firm that the transaction has set: of Connect, and a few of payment pages. Newest first. */
export async function readTakenPayments(client: ClientBase, firmId: string): Promise<TakenPayment[]> {
  const found = await client.query<Row>(
    `with taken as (
       select p.*, a.kind as account_kind, row_number() over (partition by p.source = 'payment_page' order by p.created_at desc, p.id) as place,
         coalesce(nullif(p.client_ref, ''), y.client_refs[1], '') as client_number
       from payments p
       join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
       left join payers y on y.firm_id = p.firm_id and y.id = p.payer_id
       where p.firm_id = $1 and p.source in ('connect_entry', 'connect_link', 'payment_page') and p.surcharge_cents = 0
         and p.status in ('pending', 'approved', 'settled', 'partially_refunded', 'refunded', 'returned')
         and coalesce(nullif(p.client_ref, ''), y.client_refs[1], '') <> '')
     select id, number, obligation, source, status, account_id as "accountId", account_kind as "accountKind", payer_name as "payerName",
       amount_cents as "amountCents", currency, invoice_number as "invoiceNumber", client_number as "clientNumber",
       matter_ref as "matterNumber", method_kind as "methodKind", method_last4 as "methodLast4", auth_code as "authCode",
       coalesce(approved_at, submitted_at, created_at) as "paidAt",
       (select max(at) from payment_events e where e.firm_id = t.firm_id and e.payment_id = t.id and e.to_status = 'returned') as "returnedAt",
       coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'cents', r.amount_cents, 'at', r.done_at) order by r.done_at, r.id)
         from refunds r where r.firm_id = t.firm_id and r.payment_id = t.id and r.status = 'refunded'), '[]') as refunds
     from taken t where place <= case source when 'payment_page' then $3::int else $2::int end
     order by created_at desc, id`,
    [firmId, NEWEST, NEWEST_OF_PAGES],
  );
  return found.rows.map((row) => ({
    ...row,
    amountCents: Number(row.amountCents),
    refunds: row.refunds.map(({ id, cents, at }) => ({ id, cents, at: new Date(at) })),
  }));
}
