import type { ClientBase } from "pg";
import { guidOf } from "@/db/seed/matter-systems/guid";
import type { DeliveredReceipt } from "../readers/delivered";
import { askOne, type Books, decimal } from "./book";

const NEXT_JOURNAL = `
  (select greatest((select coalesce(max(JournalNo), 0) from StmnLedger), (select coalesce(max(JournalNo), 0) from TrustLedger)) + 1)`;

export const PROLAW_BOOKS: Books = {
  knownSql:
    "select Reference as reference from StmnLedger where Reference = any($1) union select Reference from TrustLedger where Reference = any($1)",
  book: (client, receipt) =>
    receipt.kind === "invoice" ? bookOnStatement(client, receipt) : bookInTrust(client, receipt),
};

async function bookOnStatement(client: ClientBase, receipt: DeliveredReceipt): Promise<void> {
  const { reference, itemKey, invoice, payor, matter, cents, type, bank, on, note } = receipt;
  const row = await askOne<{ contacts: string; matters: string }>(
    client,
    `select s.Contacts as contacts, s.Matters as matters
     from StmnLedger s join Contacts c on c.Contacts = s.Contacts join Matters m on m.Matters = s.Matters
     where s.StmnLedger = $1 and s.LedgerType = 'S' and s.StmnNo::text = $2 and c.ContactID = $3 and m.MatterID = $4 and s.IsReversed = 0
     for update of s`,
    [itemKey, invoice, payor, matter],
    `${reference}: there is no statement ${invoice} of matter ${matter} for contact ${payor}.`,
  );
  await client.query("update StmnLedger set AmountDue = AmountDue - $2 where StmnLedger = $1", [
    itemKey,
    decimal(cents),
  ]);
  await client.query(
    `insert into StmnLedger (StmnLedger, Contacts, LedgerType, StmnNo, Matters, TransDate, Amount, OnStatement, Reference, JournalNo, TransType, BankAccounts, Notes)
     values ($1, $2, 'R', $3, $4, $5, $6, $7, $8, ${NEXT_JOURNAL}, $9, $10, left($11, 200))`,
    [
      ...[rowKey(reference), row.contacts, invoice, row.matters, on, decimal(-cents), itemKey, reference, type],
      ...[await bankOf(client, bank, reference), note],
    ],
  );
}

async function bookInTrust(client: ClientBase, receipt: DeliveredReceipt): Promise<void> {
  const { reference, matter, cents, bank, on, note } = receipt;
  const { matters } = await askOne<{ matters: string }>(
    client,
    "select Matters as matters from Matters where MatterID = $1 and Status = 'Open'",
    [matter],
    `${reference}: there is no open matter ${matter}.`,
  );
  await client.query(
    `insert into TrustLedger (TrustLedger, Matters, BankAccounts, TransDate, Amount, Reference, JournalNo, Notes)
     values ($1, $2, $3, $4, $5, $6, ${NEXT_JOURNAL}, left($7, 200))`,
    [rowKey(reference), matters, await bankOf(client, bank, reference), on, decimal(cents), reference, note],
  );
}

async function bankOf(client: ClientBase, accountId: string, reference: string): Promise<string> {
  const { key } = await askOne<{ key: string }>(
    client,
    "select BankAccounts as key from BankAccounts where AccountID = $1 and IsInactive = 0",
    [accountId],
    `${reference}: there is no active bank account ${accountId}.`,
  );
  return key;
}

/** A receipt is booked once, so that its reference names its row. */
function rowKey(reference: string): string {
  return guidOf(`receipt/${reference}`);
}
