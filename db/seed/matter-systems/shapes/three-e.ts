import type { CopyValue } from "../../copy-rows";
import { THREE_E_CODES } from "../codes";
import { guidOf } from "../guid";
import { balanceCents, decimal, type MatterStory, type StoryBill } from "../story";
import type { TableRows } from "./tables";
import { each, eachReceipt, eachShare, eachTrustMove } from "./walk";

type Row = readonly CopyValue[];

const COST_PERCENT = 12;
/** So that a matter's index is nobody's number. */
const FIRST_MATTER = 40_000;
const FIRST_PAYOR = 70_000;

/** The story in the shape of Elite 3E: each client is a payor of the same place. */
export function shapeThreeE(story: MatterStory): TableRows[] {
  return [...lists(story), ...bills(story), ...receipts(story), ...trust(story)];
}

function lists(story: MatterStory): TableRows[] {
  const codes = THREE_E_CODES;
  const flag = (is: boolean | undefined) => (is ? 1 : 0);
  return [
    {
      table: "BankAcct",
      columns: ["BankAcctIndex", "Number", "DisplayName", "IsTrust", "IsActive", "Currency"],
      rows: codes.banks.map((bank, at) => [
        at + 1,
        bank.code,
        bank.name,
        flag(bank.isTrust),
        1 - flag(bank.isInactive),
        "USD",
      ]),
    },
    {
      table: "ReceiptType",
      columns: ["Code", "Description", "IsTrust"],
      rows: codes.receiptTypes.map(({ code, name, isTrust }) => [code, name, flag(isTrust)]),
    },
    {
      table: "GLNatural",
      columns: ["Number", "Description", "IsTrust"],
      rows: codes.ledgerCodes.map(({ code, name, isTrust }) => [code, name, flag(isTrust)]),
    },
    {
      table: "Address",
      columns: ["AddrIndex", "FormattedString"],
      rows: each(story.clients, ({ place }) => [place, `${place} Harbor Street, New York, NY 10007`]),
    },
    { table: "Site", columns: ["SiteIndex", "Address"], rows: each(story.clients, ({ place }) => [place, place]) },
    {
      table: "Client",
      columns: ["ClientIndex", "Number", "AltNumber", "DisplayName"],
      rows: each(story.clients, ({ place, number, name }) => [place, number, `C${number}`, name]),
    },
    {
      table: "Payor",
      columns: ["PayorIndex", "DisplayName", "Site", "StmtSite"],
      rows: each(story.clients, ({ place, name }) => [FIRST_PAYOR + place, name, place, place]),
    },
    {
      table: "Matter",
      columns: ["MattIndex", "Number", "AltNumber", "LoadNumber", "DisplayName", "Client", "MattStatus", "Currency"],
      rows: each(story.matters, ({ place, number, name, client, isClosed }) => [
        ...[FIRST_MATTER + place, number, "", "", name, client.place, isClosed ? "CL" : "OP", "USD"],
      ]),
    },
  ];
}

function bills(story: MatterStory): TableRows[] {
  return [
    {
      table: "InvMaster",
      columns: ["InvIndex", "InvMasterID", "InvNumber", "InvDate", "LeadMatter", "Narrative", "Currency", "IsReversed"],
      rows: each(story.bills, (bill) => [
        ...[bill.place, guidOf(`InvMaster/${bill.place}`), numberOf(bill), bill.datedOn, matterOf(bill), "", "USD"],
        bill.fate === "reversed" ? 1 : 0,
      ]),
    },
    {
      table: "InvPayor",
      columns: [
        "InvPayorIndex",
        "InvMaster",
        "Payor",
        "InvNumber",
        "OrgAmt",
        "BalAmt",
        "BalFee",
        "BalSCo",
        "Percentage",
      ],
      rows: eachShare(story, (bill, share, index) => {
        const balance = balanceCents(bill, share);
        const costs = Math.trunc((balance * COST_PERCENT) / 100);
        const amounts = [share.cents, balance, balance - costs, costs].map(decimal);
        return [
          index,
          bill.place,
          FIRST_PAYOR + share.payor.place,
          numberOf(bill),
          ...amounts,
          share.percent?.toFixed(4) ?? null,
        ];
      }),
    },
    {
      table: "ARDetail",
      columns: [
        "ARDetailIndex",
        "InvMaster",
        "Matter",
        "Payor",
        "ARAmt",
        "ARFee",
        "ARSCo",
        "InvDate",
        "ARList",
        "IsReversed",
      ],
      rows: details(story),
    },
  ];
}

function* details(story: MatterStory): Iterable<Row> {
  let index = 0;
  for (const bill of story.bills()) {
    for (const share of bill.shares) {
      for (const part of bill.parts) {
        const cents = bill.parts.length > 1 ? part.cents : share.cents;
        const costs = Math.trunc((cents * COST_PERCENT) / 100);
        const isReversed = bill.fate === "reversed" ? 1 : 0;
        const about = [bill.place, FIRST_MATTER + part.matter.place, FIRST_PAYOR + share.payor.place];
        const row = (sign: number, list: string) => [
          ...[++index, ...about, decimal(sign * cents), decimal(sign * (cents - costs)), decimal(sign * costs)],
          ...[bill.datedOn, list, isReversed],
        ];
        yield row(1, "Bill");
        if (isReversed) yield row(-1, "BillRev");
      }
    }
  }
}

function receipts(story: MatterStory): TableRows[] {
  return [
    {
      table: "RcptMaster",
      columns: [
        ...["RcptIndex", "RcptNumber", "RcptDate", "PostDate", "RcptType", "RefNumber", "Payor", "BankAcct", "Amount"],
        ...["Currency", "Narrative"],
      ],
      rows: eachReceipt(story, ({ share, receipt, index }) => [
        ...[index, `R${index}`, receipt.on, receipt.on, receipt.reference.startsWith("CK") ? "CHECK" : "CARD"],
        ...[receipt.reference, FIRST_PAYOR + share.payor.place, 1, decimal(receipt.cents), "USD", ""],
      ]),
    },
    {
      table: "RcptInvoice",
      columns: ["RcptInvoiceIndex", "RcptMaster", "InvPayor", "Amount"],
      rows: eachReceipt(story, ({ receipt, index, shareIndex }) => [index, index, shareIndex, decimal(receipt.cents)]),
    },
  ];
}

function trust(story: MatterStory): TableRows[] {
  const bankOf = (code: string) => THREE_E_CODES.banks.findIndex((bank) => bank.code === code) + 1;
  const moves = (
    wanted: "in" | "out" | "all",
    tell: (move: { on: string; cents: number; reference: string; note: string }, at: Row) => Row,
  ) =>
    eachTrustMove(story, (ledger, move, index) =>
      wanted !== "all" && wanted !== (move.cents > 0 ? "in" : "out")
        ? null
        : tell(move, [index, FIRST_MATTER + ledger.matter.place, bankOf(ledger.bank)]),
    );
  return [
    {
      table: "TrustReceipt",
      columns: ["TrustRcptIndex", "TrustReceiptType", "PostDate", "RefNumber", "Narrative"],
      rows: moves("in", ({ on, reference, note }, [index = 0]) => [index, "TRUST", on, reference, note]),
    },
    {
      table: "TrustReceiptDetail",
      columns: ["TrustRcptDetIndex", "TrustReceipt", "Matter", "BankAcctTrust", "Amount"],
      rows: moves("in", ({ cents }, [index = 0, matter = 0, bank = 0]) => [index, index, matter, bank, decimal(cents)]),
    },
    {
      table: "TrustDisbursement",
      columns: ["TrustDisbIndex", "TrustDisbursementType", "PostDate"],
      rows: moves("out", ({ on }, [index = 0]) => [index, "CHECK", on]),
    },
    {
      table: "TrustBalance",
      columns: ["TrustBalanceIndex", "Matter", "BankAcctTrust", "Amount", "TrustReceiptDetail", "TrustDisbursement"],
      rows: moves("all", ({ cents }, [index = 0, matter = 0, bank = 0]) => [
        ...[index, matter, bank, decimal(cents), cents > 0 ? index : null, cents > 0 ? null : index],
      ]),
    },
  ];
}

function numberOf(bill: StoryBill): string {
  return bill.fate === "purged" ? "PURGE" : String(bill.number);
}

function matterOf(bill: StoryBill): number {
  return FIRST_MATTER + bill.parts[0].matter.place;
}
