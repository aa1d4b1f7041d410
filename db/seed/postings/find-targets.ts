import type { ClientBase } from "pg";
import type { MatterPlace } from "../matter-systems/places";

/** What a posting says of the item that it is put on, and what is open there. */
export type TargetFacts = {
  itemKey: string;
  clientNumber: string;
  clientName: string;
  matterNumber: string;
  matterName: string;
  invoiceNumber: string;
  payorNumber: string;
  payorName: string;
  bankAccount: string;
  balanceCents: number;
};

type Asked = { invoices: readonly string[]; matters: readonly string[] };

/** The systems that a demo firm works with; the keys are those of their procedures. */
const QUERIES: Partial<Record<MatterPlace["system"], { invoices: string; ledgers: string; receipts: string }>> = {
  threeE: {
    invoices: `
      select p.InvPayorIndex::text as "itemKey", c.Number as "clientNumber", c.DisplayName as "clientName", m.Number as "matterNumber",
        m.DisplayName as "matterName", i.InvNumber as "invoiceNumber", y.PayorIndex::text as "payorNumber", y.DisplayName as "payorName",
        '' as "bankAccount", (p.BalAmt * 100)::bigint as "balanceCents"
      from InvPayor p join InvMaster i on i.InvIndex = p.InvMaster join Matter m on m.MattIndex = i.LeadMatter
        join Client c on c.ClientIndex = m.Client join Payor y on y.PayorIndex = p.Payor
      where i.InvNumber = any($1) and i.IsReversed = 0`,
    ledgers: `
      select m.MattIndex || '-' || b.BankAcctIndex as "itemKey", c.Number as "clientNumber", c.DisplayName as "clientName",
        m.Number as "matterNumber", m.DisplayName as "matterName", '' as "invoiceNumber", c.Number as "payorNumber",
        c.DisplayName as "payorName", b.Number as "bankAccount", (sum(t.Amount) * 100)::bigint as "balanceCents"
      from TrustBalance t join Matter m on m.MattIndex = t.Matter join Client c on c.ClientIndex = m.Client
        join BankAcct b on b.BankAcctIndex = t.BankAcctTrust
      where m.Number = any($1) and b.Number = 'IOLTA'
      group by m.MattIndex, b.BankAcctIndex, c.Number, c.DisplayName, m.Number, m.DisplayName, b.Number`,
    receipts: `
      select RefNumber as reference, RcptNumber as "receiptRef" from RcptMaster where RefNumber = any($1)
      union all select RefNumber, TrustRcptIndex::text from TrustReceipt where RefNumber = any($1)`,
  },
  prolaw: {
    invoices: `
      select s.StmnLedger as "itemKey", c.ContactID as "clientNumber", c.FullName as "clientName", m.MatterID as "matterNumber",
        m.ShortDesc as "matterName", s.StmnNo::text as "invoiceNumber", p.ContactID as "payorNumber", p.FullName as "payorName",
        '' as "bankAccount", (s.AmountDue * 100)::bigint as "balanceCents"
      from StmnLedger s join Matters m on m.Matters = s.Matters join Contacts c on c.Contacts = m.Client join Contacts p on p.Contacts = s.Contacts
      where s.LedgerType = 'S' and s.StmnNo::text = any($1) and s.IsReversed = 0`,
    ledgers: `
      select t.Matters || ':' || t.BankAccounts as "itemKey", c.ContactID as "clientNumber", c.FullName as "clientName",
        m.MatterID as "matterNumber", m.ShortDesc as "matterName", '' as "invoiceNumber", c.ContactID as "payorNumber",
        c.FullName as "payorName", b.AccountID as "bankAccount", (sum(t.Amount) * 100)::bigint as "balanceCents"
      from TrustLedger t join Matters m on m.Matters = t.Matters join Contacts c on c.Contacts = m.Client
        join BankAccounts b on b.BankAccounts = t.BankAccounts
      where m.MatterID = any($1) and b.AccountID = 'IOLTA'
      group by t.Matters, t.BankAccounts, c.ContactID, c.FullName, m.MatterID, m.ShortDesc, b.AccountID`,
    receipts: `
      select Reference as reference, JournalNo::text as "receiptRef" from StmnLedger where LedgerType = 'R' and Reference = any($1)
      union all select Reference, coalesce(JournalNo::text, TrustLedger) from TrustLedger where Reference = any($1)`,
  },
};

export type FoundTargets = {
  ofBill(invoiceNumber: string, clientNumber: string): TargetFacts | null;
  ofLedger(matterNumber: string): TargetFacts | null;
};

/** Reads a demo matter system as it was just written. */
export async function findTargets(client: ClientBase, place: MatterPlace, asked: Asked): Promise<FoundTargets> {
  const { invoices, ledgers } = queriesOf(place);
  const bills = await readIn<TargetFacts>(client, place, invoices, asked.invoices);
  const held = await readIn<TargetFacts>(client, place, ledgers, asked.matters);
  return {
    ofBill: (number, owner) =>
      numbered(bills.find(({ invoiceNumber, clientNumber }) => invoiceNumber === number && clientNumber === owner)),
    ofLedger: (number) => numbered(held.find(({ matterNumber }) => matterNumber === number)),
  };
}

/** The matter system's own names of receipts, by their references. */
export async function findReceipts(
  client: ClientBase,
  place: MatterPlace,
  references: readonly string[],
): Promise<Map<string, string>> {
  const rows = await readIn<{ reference: string; receiptRef: string }>(
    client,
    place,
    queriesOf(place).receipts,
    references,
  );
  return new Map(rows.map(({ reference, receiptRef }) => [reference, receiptRef]));
}

function queriesOf({ system }: MatterPlace) {
  const queries = QUERIES[system];
  if (!queries) throw new Error(`No demo firm works with ${system}.`);
  return queries;
}

async function readIn<Row extends object>(
  client: ClientBase,
  { schema }: MatterPlace,
  sql: string,
  values: readonly string[],
): Promise<Row[]> {
  await client.query("select set_config('search_path', $1, true)", [schema]);
  const found = await client.query<Row>(sql, [values]);
  await client.query("set local search_path = public");
  return found.rows;
}

function numbered(facts: TargetFacts | undefined): TargetFacts | null {
  return facts ? { ...facts, balanceCents: Number(facts.balanceCents) } : null;
}
