import type { ClientBase } from "pg";
import type { DeliveredReceipt } from "../readers/delivered";
import { askOne, type Books, decimal, payBuckets, period } from "./book";

/** In the order in which money settles them. */
const BUCKETS = [
  ...["HARD", "SOFT", "TAX", "FEES", "RETAINER"],
  ...["OADISB", "OAFEE", "INTEREST", "PREMDISC"],
] as const;
const OPEN = BUCKETS.map((name) => `${name}_AR`);
const MOVED = BUCKETS.map((name) => `${name}_AMT`);

export const ADERANT_BOOKS: Books = {
  knownSql: "select RECEIPT_REF as reference from CRT_CASH where RECEIPT_REF = any($1)",
  async begin(client, { name, cents, bank, on }) {
    await client.query(
      `insert into CRS_CASH_Z (SESSION, SES_DATE, SES_BANK, CONTROL, SOURCE, STATUS, RECEIPT_REF)
       select coalesce(max(SESSION), 0) + 1, $1, $2, $3, 'MA', 'E', left($4, 40) from CRS_CASH_Z`,
      [on, bank, decimal(cents), name],
    );
  },
  book: (client, receipt) => (receipt.kind === "invoice" ? bookOnBill(client, receipt) : bookInTrust(client, receipt)),
};

type BillOfPayor = { bill: number; billp: number; billm: number; matter: number; owner: number; currency: string };

async function bookOnBill(client: ClientBase, receipt: DeliveredReceipt): Promise<void> {
  const { reference, invoice, payor, matter, cents, on } = receipt;
  const row = await askOne<BillOfPayor>(
    client,
    `select b.TRAN_UNO as bill, p.BILLP_UNO as billp, m.BILLM_UNO as billm, m.MATTER_UNO as matter, p.PAYR_CLIENT_UNO as owner, b.CURRENCY_CODE as currency
     from BLT_BILL b join BLT_BILLP p on p.BILL_TRAN_UNO = b.TRAN_UNO join BLT_BILLM m on m.BILL_TRAN_UNO = b.TRAN_UNO
       join HBM_MATTER mm on mm.MATTER_UNO = m.MATTER_UNO join HBM_CLIENT c on c.CLIENT_UNO = p.PAYR_CLIENT_UNO
     where b.BILL_NUM::text = $1 and trim(c.CLIENT_CODE) = $2 and trim(mm.MATTER_CODE) = $3 and b.LAST_BILL_ACTION <> 'REVR' and p.AR_STATUS <> 'X'
     for update of p, m`,
    [invoice, payor, matter],
    `${reference}: there is no bill ${invoice} with matter ${matter} for payor ${payor}.`,
  );
  const moved = await payTable(client, { table: "BLT_BILLP", key: "BILLP_UNO", uno: row.billp, cents });
  await payTable(client, { table: "BLT_BILLM", key: "BILLM_UNO", uno: row.billm, cents });
  const cash = await bookCash(client, receipt, { owner: row.owner, currency: row.currency });
  await client.query(
    `insert into BLT_BILL_AMT (ROW_UNO, BILL_TRAN_UNO, SOURCE_TRAN_UNO, MATTER_UNO, PAYR_CLIENT_UNO, BILLM_UNO, BILLP_UNO, TRAN_TYPE, SIGN, PERIOD, TRAN_DATE, ${MOVED.join(", ")})
     select coalesce(max(ROW_UNO), 0) + 1, $1, $2, $3, $4, $5, $6, 'CR', $7, $8, $9, ${MOVED.map((_, at) => `$${at + 10}`).join(", ")}
     from BLT_BILL_AMT`,
    [
      ...[row.bill, cash, row.matter, row.owner, row.billm, row.billp, cents < 0 ? 1 : -1, period(on), on],
      ...moved.map((each) => decimal(Math.abs(each))),
    ],
  );
}

/** Lowers a row's buckets; answers by how much each, in cents. */
async function payTable(
  client: ClientBase,
  { table, key, uno, cents }: { table: string; key: string; uno: number; cents: number },
): Promise<number[]> {
  const found = await askOne<{ buckets: string[] }>(
    client,
    `select array[${OPEN.map((name) => `${name} * 100`).join(", ")}]::bigint[] as buckets from ${table} where ${key} = $1`,
    [uno],
    `The row ${uno} of ${table} is gone.`,
  );
  const before = found.buckets.map(Number);
  // What settles them last is FEES in nearly every bill, so what is over or comes back is put there.
  const order = [...before.keys()].sort((a, b) => Number(a === FEES) - Number(b === FEES));
  const paid = payBuckets(
    order.map((at) => before[at] ?? 0),
    cents,
  );
  const after = before.map((_, at) => paid[order.indexOf(at)] ?? 0);
  await client.query(
    `update ${table} set TOTAL_AR = TOTAL_AR - $2, AR_STATUS = case when TOTAL_AR = $2 then 'S' else 'O' end,
       ${OPEN.map((name, at) => `${name} = $${at + 3}`).join(", ")} where ${key} = $1`,
    [uno, decimal(cents), ...after.map(decimal)],
  );
  return before.map((held, at) => held - (after[at] ?? 0));
}

const FEES = BUCKETS.indexOf("FEES");

async function bookInTrust(client: ClientBase, receipt: DeliveredReceipt): Promise<void> {
  const { reference, itemKey, matter, bank, on, cents } = receipt;
  const ledger = await askOne<{ id: number; owner: number; currency: string }>(
    client,
    `select t.TRUST_ID as id, m.CLIENT_UNO as owner, t.CURRENCY_CODE as currency
     from TRM_TRUST t join HBM_MATTER m on m.MATTER_UNO = t.MATTER_UNO
     where t.TRUST_ID::text = $1 and trim(m.MATTER_CODE) = $2 and t.BANK_CODE = $3`,
    [itemKey, matter, bank],
    `${reference}: there is no trust ledger ${itemKey} of matter ${matter} at ${bank}.`,
  );
  const cash = await bookCash(client, receipt, ledger);
  await client.query(
    `insert into TRT_TRUST_TRAN (TRAN_UNO, TRUST_ID, TRAN_DATE, AMOUNT, AMOUNT_TYPE, CASH_TRAN_UNO, REFERENCE)
     select coalesce(max(TRAN_UNO), 0) + 1, $1, $2, $3, 'PRINCIPAL', $4, $5 from TRT_TRUST_TRAN`,
    [ledger.id, on, decimal(cents), cash, reference],
  );
}

/** The receipt itself, in the session that was begun for the file. */
async function bookCash(
  client: ClientBase,
  { reference, cents, type, note, bank, on, invoice }: DeliveredReceipt,
  { owner, currency }: { owner: number; currency: string },
): Promise<number> {
  const { uno } = await askOne<{ uno: number }>(
    client,
    `insert into CRT_CASH (RECEIPT_NUM, TRAN_UNO, RECEIPT_AMT, RECEIPT_TYPE, RECEIPT_STATUS, REC_STATUS_DATE, DRAWN_BY, BANK_CODE, CHECK_NUM, CHECK_DATE,
       DEPOSIT_DATE, RECEIPT_REF, SESSION, CLIENT_UNO, NAME_UNO, PAYOR_TYPE, BILL_NUMBERS, PERIOD, REVERSAL, CURRENCY_CODE)
     select coalesce(max(RECEIPT_NUM), 0) + 1, coalesce(max(TRAN_UNO), 5000000) + 1, $1, $2, 'N', $3, left($4, 200), $5, $6, $3, $3, $6,
       (select max(SESSION) from CRS_CASH_Z), $7, $7, 'C', $8, $11, $9, $10
     from CRT_CASH returning TRAN_UNO as uno`,
    [decimal(cents), type, on, note, bank, reference, owner, invoice, cents < 0 ? "Y" : "N", currency, period(on)],
    `${reference}: the receipt was not written.`,
  );
  return uno;
}
