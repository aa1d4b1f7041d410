import type { CopyValue } from "../../copy-rows";
import { ADERANT_CODES, TIMEKEEPERS } from "../codes";
import {
  balanceCents,
  creditedCents,
  decimal,
  type MatterStory,
  period,
  type StoryBill,
  type StoryShare,
} from "../story";
import type { TableRows } from "./tables";
import { each, eachReceipt, eachShare, eachTrustMove } from "./walk";

type Row = readonly CopyValue[];

/** Bills, receipts and trust moves are transactions of one numbering, here in stretches of their own. */
const FIRST_BILL = 1_000_000;
const FIRST_CASH = 5_000_000;
const FIRST_TRUST = 8_000_000;
const HARD_PERCENT = 12;

/** The story in the shape of Aderant Expert. A bill's leading matter stands first in BLT_BILLM. */
export function shapeAderant(story: MatterStory): TableRows[] {
  return [...lists(), ...people(story), ...bills(story), ...receipts(story), ...trust(story)];
}

function lists(): TableRows[] {
  const codes = ADERANT_CODES;
  const yes = (is: boolean | undefined) => (is ? "Y" : "N");
  return [
    {
      table: "HBM_PERSNL",
      columns: ["EMPL_UNO", "EMPLOYEE_CODE", "EMPLOYEE_NAME"],
      rows: TIMEKEEPERS.map(({ initials, given, family }) => [employeeOf(initials), initials, `${given} ${family}`]),
    },
    {
      table: "TBM_BANK",
      columns: ["BANK_CODE", "INACTIVE", "BANK_NAME", "TRUST_FLAG"],
      rows: codes.banks.map((bank) => [bank.code, yes(bank.isInactive), bank.name, yes(bank.isTrust)]),
    },
    {
      table: "GLM_CHART",
      columns: ["ACCT_UNO", "ACCT_CODE", "BOOK", "ACCT_DESC", "TRUST_FLAG"],
      rows: codes.ledgerCodes.map(({ code, name, isTrust }, at) => [at + 1, code, "ACCR", name, yes(isTrust)]),
    },
    {
      table: "CRL_RECEIPT_TYPE",
      columns: ["RECEIPT_TYPE", "DESCRIPTION", "TRUST_FLAG"],
      rows: codes.receiptTypes.map(({ code, name, isTrust }) => [code, name, yes(isTrust)]),
    },
  ];
}

function people(story: MatterStory): TableRows[] {
  return [
    {
      table: "HBM_CLIENT",
      columns: ["CLIENT_UNO", "CLIENT_CODE", "CLIENT_NAME", "NAME_UNO", "CLNT_CAT_CODE", "BILL_EMPL_UNO"],
      rows: each(story.clients, ({ place, number, name }) => [place, number, name, place, "GEN", 1]),
    },
    {
      table: "HBM_MATTER",
      columns: [
        ...["MATTER_UNO", "MATTER_CODE", "CLIENT_UNO", "CLIENT_CODE", "MATTER_NUMBER", "STATUS_CODE", "BILL_EMPL_UNO"],
        ...["RESP_EMPL_UNO", "MATTER_NAME"],
      ],
      rows: each(story.matters, ({ place, number, client, isClosed, billedBy, ledBy, name }) => [
        ...[place, number, client.place, client.number, number.slice(-4), statusOf(isClosed, place)],
        ...[employeeOf(billedBy), employeeOf(ledBy), name],
      ]),
    },
  ];
}

const OPEN_COLUMNS = ["AR_STATUS", "TOTAL_AR", "TOTAL_BIL", "FEES_AR", "HARD_AR", "LATEST_DATE", "LATEST_PERIOD"];

function bills(story: MatterStory): TableRows[] {
  return [
    {
      table: "BLT_BILL",
      columns: ["TRAN_UNO", "BILL_NUM", "BILL_DATE", "LAST_BILL_ACTION", "CURRENCY_CODE"],
      rows: each(story.bills, ({ place, number, datedOn, fate }) => [
        ...[FIRST_BILL + place, number, datedOn, fate === "reversed" ? "REVR" : "BILL", "USD"],
      ]),
    },
    {
      table: "BLT_BILLM",
      columns: ["BILLM_UNO", "BILL_TRAN_UNO", "MATTER_UNO", ...OPEN_COLUMNS],
      rows: byMatter(story),
    },
    {
      table: "BLT_BILLP",
      columns: ["BILLP_UNO", "BILL_TRAN_UNO", "PAYR_CLIENT_UNO", ...OPEN_COLUMNS, "PAYR_PERCENT"],
      rows: eachShare(story, (bill, share, index) => [
        ...[
          index,
          FIRST_BILL + bill.place,
          share.payor.place,
          ...standing(bill, share.cents, balanceCents(bill, share)),
        ],
        share.percent?.toFixed(4) ?? null,
      ]),
    },
    {
      table: "BLT_BILL_AMT",
      columns: [
        ...["ROW_UNO", "BILL_TRAN_UNO", "SOURCE_TRAN_UNO", "MATTER_UNO", "PAYR_CLIENT_UNO", "BILLM_UNO", "BILLP_UNO"],
        ...["TRAN_TYPE", "SIGN", "FEES_AMT", "HARD_AMT", "PERIOD", "TRAN_DATE"],
      ],
      rows: billMoves(story),
    },
  ];
}

/** What lowered a bill of several matters is put on the leading one first. */
function* byMatter(story: MatterStory): Iterable<Row> {
  let index = 0;
  for (const bill of story.bills()) {
    let credited = bill.shares.reduce((sum, share) => sum + creditedCents(share), 0);
    for (const [at, { matter, cents }] of bill.parts.entries()) {
      const isLast = at === bill.parts.length - 1;
      const lowered = isLast ? credited : Math.min(cents, credited);
      credited -= lowered;
      const balance = bill.fate === "billed" ? cents - lowered : 0;
      yield [++index, FIRST_BILL + bill.place, matter.place, ...standing(bill, cents, balance)];
    }
  }
}

function standing({ fate, datedOn }: StoryBill, billed: number, balance: number): Row {
  const owing = balance === 0 ? "S" : "O";
  const status = fate === "billed" ? owing : "X";
  const hard = Math.trunc((balance * HARD_PERCENT) / 100);
  return [status, ...[balance, billed, balance - hard, hard].map(decimal), datedOn, period(datedOn)];
}

type Move = { source: number; matter: number; billm: number; type: string; sign: number; cents: number; on: string };

/** All that made and lowered each bill; receipts are counted as `eachReceipt` counts them. */
function* billMoves(story: MatterStory): Iterable<Row> {
  const counts = { row: 0, share: 0, receipt: 0, part: 0 };
  for (const bill of story.bills()) {
    for (const share of bill.shares) {
      counts.share += 1;
      for (const move of movesOf(bill, share, counts)) {
        const hard = Math.trunc((move.cents * HARD_PERCENT) / 100);
        yield [
          ...[
            ++counts.row,
            FIRST_BILL + bill.place,
            move.source,
            move.matter,
            share.payor.place,
            move.billm,
            counts.share,
          ],
          ...[move.type, move.sign, decimal(move.cents - hard), decimal(hard), period(move.on), move.on],
        ];
      }
    }
    counts.part += bill.parts.length;
  }
}

function* movesOf(bill: StoryBill, share: StoryShare, counts: { part: number; receipt: number }): Iterable<Move> {
  const source = FIRST_BILL + bill.place;
  const leading = { matter: bill.parts[0].matter.place, billm: counts.part + 1 };
  for (const [at, part] of bill.parts.entries()) {
    const cents = bill.parts.length > 1 ? part.cents : share.cents;
    const billed = { source, matter: part.matter.place, billm: counts.part + at + 1, cents, on: bill.datedOn };
    yield { ...billed, type: "BL", sign: 1 };
    if (bill.fate === "reversed") yield { ...billed, type: "BLX", sign: -1 };
  }
  for (const { kind, cents, on } of share.credits) {
    if (kind === "write_off") yield { ...leading, source, cents, on, type: "WO", sign: -1 };
    else yield { ...leading, source: FIRST_CASH + ++counts.receipt, cents, on, type: "CR", sign: -1 };
  }
}

function receipts(story: MatterStory): TableRows[] {
  return [
    {
      table: "CRT_CASH",
      columns: [
        ...["RECEIPT_NUM", "TRAN_UNO", "RECEIPT_AMT", "RECEIPT_TYPE", "RECEIPT_STATUS", "REC_STATUS_DATE", "DRAWN_BY"],
        ...["BANK_CODE", "CHECK_DATE", "DEPOSIT_DATE", "RECEIPT_REF", "CLIENT_UNO", "NAME_UNO", "PAYOR_TYPE"],
        ...["BILL_NUMBERS", "PERIOD", "CURRENCY_CODE"],
      ],
      rows: eachReceipt(story, ({ bill, share, receipt: { on, cents, reference }, index }) => [
        ...[index, FIRST_CASH + index, decimal(cents), reference.startsWith("CK") ? "CHECK" : "CCARD", "N", on],
        ...[
          share.payor.name,
          "OPER",
          on,
          on,
          reference,
          share.payor.place,
          share.payor.place,
          "C",
          String(bill.number),
        ],
        ...[period(on), "USD"],
      ]),
    },
  ];
}

function trust(story: MatterStory): TableRows[] {
  return [
    {
      table: "TRM_TRUST",
      columns: ["TRUST_ID", "MATTER_UNO", "BANK_CODE", "CURRENCY_CODE"],
      rows: each(story.trustLedgers, ({ place, matter, bank }) => [place, matter.place, bank, "USD"]),
    },
    {
      table: "TRT_TRUST_TRAN",
      columns: ["TRAN_UNO", "TRUST_ID", "TRAN_DATE", "AMOUNT", "AMOUNT_TYPE", "REFERENCE"],
      rows: eachTrustMove(story, ({ place }, { on, cents, reference }, index) => [
        ...[FIRST_TRUST + index, place, on, decimal(cents), "PRINCIPAL", reference],
      ]),
    },
  ];
}

function employeeOf(initials: string): number {
  return TIMEKEEPERS.findIndex((one) => one.initials === initials) + 1;
}

function statusOf(isClosed: boolean, place: number): string {
  if (!isClosed) return "OPEN";
  return place % 2 === 1 ? "CLOSE" : "FINAL";
}
