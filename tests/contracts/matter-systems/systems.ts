import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { shapeAderant } from "@/db/seed/matter-systems/shapes/aderant";
import { shapeEnterprise } from "@/db/seed/matter-systems/shapes/enterprise";
import { shapeProlaw } from "@/db/seed/matter-systems/shapes/prolaw";
import { type TableRows, writeTables } from "@/db/seed/matter-systems/shapes/tables";
import { shapeThreeE } from "@/db/seed/matter-systems/shapes/three-e";
import type { MatterStory } from "@/db/seed/matter-systems/story";
import type { MatterSystemId } from "@/lib/matter-systems/model";

export type SystemUnderTest = {
  id: MatterSystemId;
  schema: string;
  file: string;
  shape: (story: MatterStory) => TableRows[];
  /** What the system's columns hold of a client's and a matter's number. */
  mostNumber: { client: number; matter: number };
  /** Every key of an invoice and of a trust ledger, as the system has them. */
  keysSql: { invoice: string; trust: string };
  /** Books a receipt under a reference, as an importer would; $1 is the reference. */
  receiptSql: { operating: string; trust: string };
};

const LONG = { client: 150, matter: 200 };

export const SYSTEMS: readonly SystemUnderTest[] = [
  {
    id: "enterprise",
    schema: "matter_enterprise",
    file: "enterprise.sql",
    shape: shapeEnterprise,
    mostNumber: LONG,
    keysSql: {
      invoice: `select linvoice::text || '-' || min(lindex) as key from ledger join matter on mmatter = lmatter
        where linvoice is not null group by linvoice, mclient, lpayor`,
      trust: "select trindex::text as key from trust",
    },
    receiptSql: {
      operating: `insert into ledger (lindex, lmatter, ltradat, linvoice, ldocumnt, llcode, lamount, lperiod, lzero, lpayor)
        select (select max(lindex) + 1 from ledger), lmatter, '2026-03-09', linvoice, $1, 'PMT', 1, '202603', 'N', lpayor
        from ledger where lindex = 1`,
      trust: `insert into trsttran (ttindex, tttrust, tttradat, ttamount, ttdocumnt)
        select max(ttindex) + 1, 1, '2026-03-09', 1, $1 from trsttran`,
    },
  },
  {
    id: "threeE",
    schema: "matter_three_e",
    file: "three-e.sql",
    shape: shapeThreeE,
    mostNumber: LONG,
    keysSql: {
      invoice: "select InvPayorIndex::text as key from InvPayor join InvMaster on InvIndex = InvMaster",
      trust: "select distinct Matter || '-' || BankAcctTrust as key from TrustBalance",
    },
    receiptSql: {
      operating: `insert into RcptMaster (RcptIndex, RcptNumber, RcptDate, PostDate, RcptType, RefNumber, Payor, BankAcct, Amount, Currency)
        select max(RcptIndex) + 1, 'R' || max(RcptIndex) + 1, '2026-03-09', '2026-03-09', 'CARD', $1, min(Payor), 1, 1, 'USD'
        from RcptMaster`,
      trust: `insert into TrustReceipt (TrustRcptIndex, TrustReceiptType, PostDate, RefNumber)
        select max(TrustRcptIndex) + 1, 'TRUST', '2026-03-09', $1 from TrustReceipt`,
    },
  },
  {
    id: "prolaw",
    schema: "matter_prolaw",
    file: "prolaw.sql",
    shape: shapeProlaw,
    mostNumber: LONG,
    keysSql: {
      invoice: "select StmnLedger as key from StmnLedger where LedgerType = 'S' and StmnNo is not null",
      trust: "select distinct Matters || ':' || BankAccounts as key from TrustLedger",
    },
    receiptSql: {
      operating: `insert into StmnLedger (Contacts, LedgerType, StmnNo, StmnLedger, Matters, TransDate, Amount, Reference, JournalNo)
        select Contacts, 'R', StmnNo, gen_random_uuid()::text, Matters, '2026-03-09', -1, $1, 900001
        from StmnLedger where LedgerType = 'S' limit 1`,
      trust: `insert into TrustLedger (TrustLedger, Matters, BankAccounts, TransDate, Amount, Reference, JournalNo)
        select gen_random_uuid()::text, Matters, BankAccounts, '2026-03-09', 1, $1, 900002 from TrustLedger limit 1`,
    },
  },
  {
    id: "aderant",
    schema: "matter_aderant",
    file: "aderant.sql",
    shape: shapeAderant,
    mostNumber: { client: 10, matter: 16 },
    keysSql: {
      invoice: "select BILLP_UNO::text as key from BLT_BILLP",
      trust: "select TRUST_ID::text as key from TRM_TRUST",
    },
    receiptSql: { operating: receiptOfAderant("OPER"), trust: receiptOfAderant("IOLTA") },
  },
];

function receiptOfAderant(bank: string): string {
  return `insert into CRT_CASH (RECEIPT_NUM, TRAN_UNO, RECEIPT_AMT, RECEIPT_TYPE, RECEIPT_STATUS, REC_STATUS_DATE, DRAWN_BY, BANK_CODE,
      CHECK_DATE, DEPOSIT_DATE, RECEIPT_REF, CLIENT_UNO, NAME_UNO, PAYOR_TYPE, PERIOD, CURRENCY_CODE)
    select max(RECEIPT_NUM) + 1, max(TRAN_UNO) + 1, 1, 'CCARD', 'N', '2026-03-09', 'A payer', '${bank}', '2026-03-09', '2026-03-09', $1, 1, 1, 'C',
      202603, 'USD' from CRT_CASH`;
}

const FILES = join(process.cwd(), "db", "seed", "matter-systems");

/** Writes the story into a schema of the system's own shape. */
export async function writeSystem(url: string, system: SystemUnderTest, story: MatterStory): Promise<void> {
  await withSchema(url, system.schema, async (client) => {
    await client.query("begin");
    await client.query(`drop schema if exists ${system.schema} cascade; create schema ${system.schema}`);
    await client.query(readFileSync(join(FILES, "tables", system.file), "utf8"));
    await writeTables(client, system.shape(story));
    await client.query(readFileSync(join(FILES, "indexes", system.file), "utf8"));
    await client.query("commit; analyze");
  });
}

/** Asks the schema itself, as its owner. */
export async function askSchema<Row extends object>(
  url: string,
  schema: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return withSchema(url, schema, async (client) => (await client.query<Row>(sql, [...values])).rows);
}

async function withSchema<T>(url: string, schema: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, options: `-c search_path=${schema},public` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
