import type { CopyValue } from "../../copy-rows";
import { PROLAW_CODES, TIMEKEEPERS } from "../codes";
import { guidOf } from "../guid";
import { balanceCents, decimal, type MatterStory, type StoryClient, type StoryMatter } from "../story";
import type { TableRows } from "./tables";
import { each, eachReceipt, eachShare, eachTrustMove } from "./walk";

type Row = readonly CopyValue[];

/** Journals of receipts, so that they are nobody's index. */
const FIRST_JOURNAL = 500_000;

/** The story in the shape of ProLaw: each client is a contact; a matter's payors are billed as contacts of their own. */
export function shapeProlaw(story: MatterStory): TableRows[] {
  return [...lists(), ...people(story), ...statements(story)];
}

function lists(): TableRows[] {
  const codes = PROLAW_CODES;
  return [
    { table: "ProLawINI", columns: ["Section", "Ident", "Value"], rows: [["Accounting", "Currency", "USD"]] },
    {
      table: "Professionals",
      columns: ["Professionals", "Initials", "ProfName"],
      rows: TIMEKEEPERS.map(({ initials, given, family }) => [
        guidOf(`prof/${initials}`),
        initials,
        `${given} ${family}`,
      ]),
    },
    {
      table: "BankAccounts",
      columns: ["BankAccounts", "AccountID", "AccountName", "IsTrust", "IsInactive"],
      rows: codes.banks.map((bank) => [
        bankKey(bank.code),
        bank.code,
        bank.name,
        bank.isTrust ? 1 : 0,
        bank.isInactive ? 1 : 0,
      ]),
    },
    {
      table: "GLAccounts",
      columns: ["GLAccounts", "AccountNo", "Description", "IsTrust"],
      rows: codes.ledgerCodes.map(({ code, name, isTrust }) => [guidOf(`gl/${code}`), code, name, isTrust ? 1 : 0]),
    },
    {
      table: "TransTypes",
      columns: ["TransTypes", "Code", "Description", "IsTrust"],
      rows: codes.receiptTypes.map(({ code, name, isTrust }) => [guidOf(`type/${code}`), code, name, isTrust ? 1 : 0]),
    },
  ];
}

function people(story: MatterStory): TableRows[] {
  return [
    {
      table: "Contacts",
      columns: ["Contacts", "ContactID", "FullName"],
      rows: each(story.clients, (client) => [contactKey(client), client.number, client.name]),
    },
    {
      table: "Phone",
      columns: ["Contacts", "PhoneType", "PhoneNo"],
      rows: each(story.clients, (client) => [
        contactKey(client),
        client.place % 2 ? "email" : "e-mail",
        `client${client.number}@mailbox.example`,
      ]),
    },
    {
      table: "Matters",
      columns: ["Matters", "MatterID", "ShortDesc", "Client", "Status"],
      rows: each(story.matters, (matter) => [
        ...[
          matterKey(matter),
          matter.number,
          matter.name,
          contactKey(matter.client),
          matter.isClosed ? "Closed" : "Open",
        ],
      ]),
    },
    {
      table: "MatterContacts",
      columns: ["Matters", "Contacts", "AssignedType", "BillPercent"],
      rows: assignments(story),
    },
  ];
}

/** The client of each matter, and who is billed for it by its newest bill. */
function* assignments(story: MatterStory): Iterable<Row> {
  const billed = new Map<StoryMatter, readonly { payor: StoryClient; percent: number | null }[]>();
  for (const { parts, shares } of story.bills()) {
    if (shares.length > 1 || !billed.has(parts[0].matter)) billed.set(parts[0].matter, shares);
  }
  for (const matter of story.matters()) {
    yield [matterKey(matter), contactKey(matter.client), "Client", null];
    for (const { payor, percent } of billed.get(matter) ?? [{ payor: matter.client, percent: null }])
      yield [matterKey(matter), contactKey(payor), "Billing", (percent ?? 100).toFixed(4)];
  }
}

function statements(story: MatterStory): TableRows[] {
  return [
    {
      table: "StmnLedger",
      columns: [
        "StmnLedger",
        "Contacts",
        "LedgerType",
        "StmnNo",
        "Matters",
        "TransDate",
        "Amount",
        "AmountDue",
        "IsReversed",
      ],
      rows: eachShare(story, (bill, share, index) => [
        ...[statementKey(index), contactKey(share.payor), "S", bill.fate === "purged" ? null : bill.number],
        ...[matterKey(bill.parts[0].matter), bill.datedOn, decimal(share.cents), decimal(balanceCents(bill, share))],
        bill.fate === "reversed" ? 1 : 0,
      ]),
    },
    {
      table: "StmnLedger",
      columns: [
        ...[
          "StmnLedger",
          "Contacts",
          "LedgerType",
          "StmnNo",
          "Matters",
          "TransDate",
          "Amount",
          "OnStatement",
          "Reference",
        ],
        ...["JournalNo", "TransType", "BankAccounts", "Notes"],
      ],
      rows: eachReceipt(story, ({ bill, share, receipt, index, shareIndex }) => [
        ...[guidOf(`receipt/${index}`), contactKey(share.payor), "R", bill.fate === "purged" ? null : bill.number],
        ...[
          matterKey(bill.parts[0].matter),
          receipt.on,
          decimal(-receipt.cents),
          statementKey(shareIndex),
          receipt.reference,
        ],
        ...[FIRST_JOURNAL + index, receipt.reference.startsWith("CK") ? "CHK" : "CC", bankKey("OPER"), ""],
      ]),
    },
    {
      table: "TrustLedger",
      columns: ["TrustLedger", "Matters", "BankAccounts", "TransDate", "Amount", "Reference", "JournalNo", "Notes"],
      rows: eachTrustMove(story, (ledger, { on, cents, reference, note }, index) => [
        ...[
          guidOf(`trust/${index}`),
          matterKey(ledger.matter),
          bankKey(ledger.bank),
          on,
          decimal(cents),
          reference,
          null,
          note,
        ],
      ]),
    },
  ];
}

function contactKey({ place }: StoryClient): string {
  return guidOf(`contact/${place}`);
}

function matterKey({ place }: StoryMatter): string {
  return guidOf(`matter/${place}`);
}

function statementKey(index: number): string {
  return guidOf(`statement/${index}`);
}

function bankKey(code: string): string {
  return guidOf(`bank/${code}`);
}
