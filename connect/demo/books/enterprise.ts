import type { ClientBase } from "pg";
import type { DeliveredReceipt } from "../readers/delivered";
import { askOne, type Batch, type Books, decimal, period } from "./book";

/** The bill of a client and payor; what is reversed is no part of it. */
const BILL = `
  from ledger l join matter m on m.mmatter = l.lmatter
  where l.linvoice = $1 and m.mclient = $2 and l.lpayor = $3 and l.lzero <> 'R'`;

export const ENTERPRISE_BOOKS: Books = {
  knownSql:
    "select ldocumnt as reference from ledger where ldocumnt = any($1) union select ttdocumnt from trsttran where ttdocumnt = any($1)",
  book: (client, receipt, batch) =>
    receipt.kind === "invoice" ? bookOnBill(client, receipt, batch) : bookInTrust(client, receipt, batch),
};

async function bookOnBill(client: ClientBase, receipt: DeliveredReceipt, batch: Batch): Promise<void> {
  const { reference, invoice, client: owner, payor, matter, ledgerCode, on, bank, cents, note } = receipt;
  const bill = [/^\d{1,18}$/.test(invoice) ? invoice : "0", owner, payor || owner];
  const code = await askOne<{ lccode: string }>(
    client,
    "select lccode from ledcode where lccode = $1 and lcdebcr = 'C'",
    [ledgerCode],
    `${reference}: there is no credit ledger code ${ledgerCode}.`,
  );
  const first = await askOne<{ lindex: string }>(
    client,
    `select min(l.lindex) as lindex ${BILL} having count(*) > 0`,
    bill,
    `${reference}: there is no bill ${invoice} of client ${owner} for payor ${payor}.`,
  );
  await client.query(
    `insert into ledger (lindex, lmatter, ltradat, linvoice, ldocumnt, llcode, lamount, lbatch, lperiod, lzero, laptoin, lpayor, lbank, lnarr)
     select (select max(lindex) + 1 from ledger), $1, $2, $3, $4, $5, $6, $7, $12, 'N', $8, $9, $10, left($11, 200)`,
    [
      matter,
      on,
      bill[0],
      reference,
      code.lccode,
      decimal(cents),
      batch.name,
      first.lindex,
      bill[2],
      bank,
      note,
      period(on),
    ],
  );
  await client.query(
    `update ledger set lzero = case when (
         select sum(case c.lcdebcr when 'C' then -l.lamount else l.lamount end) ${BILL.replace("where", "join ledcode c on c.lccode = l.llcode where")}
       ) = 0 then 'Y' else 'N' end
     where lindex in (select l.lindex ${BILL})`,
    bill,
  );
}

async function bookInTrust(client: ClientBase, receipt: DeliveredReceipt, batch: Batch): Promise<void> {
  const { reference, matter, bank, on, cents, note } = receipt;
  const ledger = await askOne<{ trindex: string }>(
    client,
    "select trindex from trust where trmatter = $1 and trbank = $2",
    [matter, bank],
    `${reference}: matter ${matter} has no trust ledger at ${bank}.`,
  );
  await client.query(
    `insert into trsttran (ttindex, tttrust, tttradat, ttamount, ttdocumnt, ttbatch, ttnarr)
     select (select coalesce(max(ttindex), 0) + 1 from trsttran), $1, $2, $3, $4, $5, left($6, 200)`,
    [ledger.trindex, on, decimal(cents), reference, batch.name, note],
  );
}
