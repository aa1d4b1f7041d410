import type { CopyValue } from "../../copy-rows";
import { ENTERPRISE_CODES, TIMEKEEPERS } from "../codes";
import { balanceCents, decimal, type MatterStory, period, type StoryBill, type StoryShare } from "../story";
import type { TableRows } from "./tables";

type Row = readonly CopyValue[];

/** The debit codes of bills; what credits them stands in codes.ts. */
const BILLED = [
  ["FEES", "Fees billed"],
  ["COST", "Costs billed"],
  ["TAX", "Tax billed"],
] as const;
/** Of what a bill comes to. */
const COST_PERCENT = 12;

/** The story in the shape of Elite Enterprise. */
export function shapeEnterprise(story: MatterStory): TableRows[] {
  const codes = ENTERPRISE_CODES;
  return [
    { table: "currency", columns: ["curcode", "curdesc"], rows: [["USD", "US dollar"]] },
    {
      table: "timekeep",
      columns: ["tkinit", "tkfirst", "tklast"],
      rows: TIMEKEEPERS.map(({ initials, given, family }) => [initials, given, family]),
    },
    {
      table: "ledcode",
      columns: ["lccode", "lcdebcr", "lcdesc", "lctrust"],
      rows: [
        ...BILLED.map(([code, name]) => [code, "D", name, "N"]),
        ...codes.ledgerCodes.map(({ code, name, isTrust }) => [code, "C", name, yes(isTrust)]),
      ],
    },
    {
      table: "bank",
      columns: ["bkcode", "bkdesc", "bktrust", "bkinactive"],
      rows: codes.banks.map((bank) => [bank.code, bank.name, yes(bank.isTrust), yes(bank.isInactive === true)]),
    },
    {
      table: "rcpttype",
      columns: ["rtcode", "rtdesc", "rttrust"],
      rows: codes.receiptTypes.map(({ code, name, isTrust }) => [code, name, yes(isTrust)]),
    },
    { table: "client", columns: ["clnum", "clname1", "clname2"], rows: clients(story) },
    {
      table: "matter",
      columns: ["mmatter", "mbillaty", "msupaty", "mloc", "mclient", "mdesc1", "mstatus", "mcurrency"],
      rows: matters(story),
    },
    { table: "billpayr", columns: ["bpinvoice", "bpclient", "bppayor", "bppct"], rows: payors(story) },
    {
      table: "ledger",
      columns: [
        ...["lindex", "lmatter", "ltradat", "linvoice", "ldocumnt", "llcode", "lamount", "lbatch", "lperiod", "lzero"],
        ...["laptoin", "lpayor", "lbank", "lnarr"],
      ],
      rows: ledger(story),
    },
    { table: "trust", columns: ["trindex", "trmatter", "trbank"], rows: trust(story) },
    {
      table: "trsttran",
      columns: ["ttindex", "tttrust", "tttradat", "ttamount", "ttdocumnt", "ttbatch", "ttnarr"],
      rows: trustMoves(story),
    },
  ];
}

function yes(is: boolean): string {
  return is ? "Y" : "N";
}

function* clients(story: MatterStory): Iterable<Row> {
  for (const { number, name } of story.clients()) yield [number, name, ""];
}

function* matters(story: MatterStory): Iterable<Row> {
  for (const { number, billedBy, ledBy, client, name, isClosed } of story.matters())
    yield [number, billedBy, ledBy, "MAIN", client.number, name, isClosed ? "CL" : "OP", "USD"];
}

function* payors(story: MatterStory): Iterable<Row> {
  const told = new Set<string>();
  for (const { number, parts, shares, fate } of story.bills()) {
    const client = parts[0].matter.client.number;
    if (shares.length < 2 || fate === "purged") continue;
    for (const { payor, percent } of shares) {
      const row = [number, client, payor.number, (percent ?? 100).toFixed(4)];
      const key = row.slice(0, 3).join(" ");
      if (!told.has(key)) yield row;
      told.add(key);
    }
  }
}

function* ledger(story: MatterStory): Iterable<Row> {
  let index = 0;
  for (const bill of story.bills()) {
    for (const share of bill.shares) {
      const rows = ledgerRows(bill, share, index);
      yield* rows;
      index += rows.length;
    }
  }
}

/** First what one payor was billed, then what lowered it. */
function ledgerRows(bill: StoryBill, share: StoryShare, after: number): Row[] {
  const invoice = bill.fate === "purged" ? null : bill.number;
  const zero = bill.fate === "reversed" ? "R" : yes(balanceCents(bill, share) === 0);
  const rows: Row[] = [];
  const add = (row: { on: string; matter: string; code: string; cents: number; reference?: string; note?: string }) => {
    const isCredit = row.reference !== undefined;
    rows.push([
      ...[after + rows.length + 1, row.matter, row.on, invoice, row.reference ?? "", row.code, decimal(row.cents)],
      ...[isCredit ? `H${period(row.on)}` : `B${period(row.on)}`, period(row.on), zero, isCredit ? after + 1 : null],
      ...[share.payor.number, isCredit && row.code !== "WOFF" ? "OPER" : "", row.note ?? ""],
    ]);
  };
  for (const part of bill.parts) {
    const cents = bill.parts.length > 1 ? part.cents : share.cents;
    const costs = Math.floor((cents * COST_PERCENT) / 100);
    add({ on: bill.datedOn, matter: part.matter.number, code: "FEES", cents: cents - costs });
    if (costs > 0) add({ on: bill.datedOn, matter: part.matter.number, code: "COST", cents: costs });
  }
  for (const { on, cents, kind, reference } of share.credits) {
    const code = kind === "receipt" ? "PMT" : "WOFF";
    add({
      on,
      matter: bill.parts[0].matter.number,
      code,
      cents,
      reference,
      note: kind === "receipt" ? "Payment" : "Write-off",
    });
  }
  return rows;
}

function* trust(story: MatterStory): Iterable<Row> {
  for (const { place, matter, bank } of story.trustLedgers()) yield [place, matter.number, bank];
}

function* trustMoves(story: MatterStory): Iterable<Row> {
  let index = 0;
  for (const { place, moves } of story.trustLedgers())
    for (const { on, cents, reference, note } of moves) yield [++index, place, on, decimal(cents), reference, "", note];
}
