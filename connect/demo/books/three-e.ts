import type { ClientBase } from "pg";
import type { DeliveredReceipt } from "../readers/delivered";
import { askOne, type Books, decimal, payBuckets } from "./book";

const BUCKETS = ["BalHCo", "BalSCo", "BalTax", "BalOth", "BalFee"] as const;

export const THREE_E_BOOKS: Books = {
  knownSql:
    "select RefNumber as reference from RcptMaster where RefNumber = any($1) union select RefNumber from TrustReceipt where RefNumber = any($1)",
  book: (client, receipt) =>
    receipt.kind === "invoice" ? bookOnInvoice(client, receipt) : bookInTrust(client, receipt),
};

type InvoiceOfPayor = { key: string; payor: string; currency: string; buckets: string[] };

async function bookOnInvoice(client: ClientBase, receipt: DeliveredReceipt): Promise<void> {
  const { reference, itemKey, invoice, payor, cents, bank, type, on, note } = receipt;
  const row = await askOne<InvoiceOfPayor>(
    client,
    `select p.InvPayorIndex as key, p.Payor as payor, i.Currency as currency, array[${BUCKETS.map((name) => `p.${name} * 100`).join(", ")}]::bigint[] as buckets
     from InvPayor p join InvMaster i on i.InvIndex = p.InvMaster
     where p.InvPayorIndex::text = $1 and i.InvNumber = $2 and p.Payor::text = $3 and i.InvNumber <> 'PURGE' and i.IsReversed = 0
     for update of p`,
    [itemKey, invoice, payor],
    `${reference}: there is no row ${itemKey} of invoice ${invoice} for payor ${payor}.`,
  );
  const account = await bankOf(client, bank, reference);
  const paid = payBuckets(row.buckets.map(Number), cents).map(decimal);
  await client.query(
    `update InvPayor set BalAmt = BalAmt - $2, ${BUCKETS.map((name, at) => `${name} = $${at + 3}`).join(", ")} where InvPayorIndex = $1`,
    [row.key, decimal(cents), ...paid],
  );
  const master = await askOne<{ index: string }>(
    client,
    `insert into RcptMaster (RcptIndex, RcptNumber, RcptDate, PostDate, RcptType, RefNumber, Payor, BankAcct, Amount, Currency, Narrative)
     select n, 'R' || n, $1, $1, $2, $3, $4, $5, $6, $7, left($8, 400) from (select coalesce(max(RcptIndex), 0) + 1 as n from RcptMaster) as next
     returning RcptIndex as index`,
    [on, type, reference, row.payor, account, decimal(cents), row.currency, note],
    `${reference}: the receipt was not written.`,
  );
  await client.query(
    "insert into RcptInvoice (RcptInvoiceIndex, RcptMaster, InvPayor, Amount) select coalesce(max(RcptInvoiceIndex), 0) + 1, $1, $2, $3 from RcptInvoice",
    [master.index, row.key, decimal(cents)],
  );
}

async function bookInTrust(client: ClientBase, receipt: DeliveredReceipt): Promise<void> {
  const { reference, matter, cents, bank, type, on, note } = receipt;
  const { index } = await askOne<{ index: string }>(
    client,
    "select MattIndex as index from Matter where Number = $1 and MattStatus = 'OP'",
    [matter],
    `${reference}: there is no open matter ${matter}.`,
  );
  const account = await bankOf(client, bank, reference);
  const next = "(select coalesce(max(TrustBalanceIndex), 0) + 1 from TrustBalance)";
  const { key } = await askOne<{ key: string }>(client, `select ${next} as key`, [], "");
  await client.query(
    "insert into TrustReceipt (TrustRcptIndex, TrustReceiptType, PostDate, RefNumber, Narrative) values ($1, $2, $3, $4, left($5, 400))",
    [key, type, on, reference, note],
  );
  await client.query(
    "insert into TrustReceiptDetail (TrustRcptDetIndex, TrustReceipt, Matter, BankAcctTrust, Amount) values ($1, $1, $2, $3, $4)",
    [key, index, account, decimal(cents)],
  );
  await client.query(
    "insert into TrustBalance (TrustBalanceIndex, Amount, Matter, BankAcctTrust, TrustReceiptDetail) values ($1, $2, $3, $4, $1)",
    [key, decimal(cents), index, account],
  );
}

async function bankOf(client: ClientBase, number: string, reference: string): Promise<string> {
  const { index } = await askOne<{ index: string }>(
    client,
    "select BankAcctIndex as index from BankAcct where Number = $1 and IsActive = 1",
    [number],
    `${reference}: there is no active bank account ${number}.`,
  );
  return index;
}
