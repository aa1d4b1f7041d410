import type { Client } from "pg";
import { CURRENCY, HARTWELL } from "@/db/seed/firms";
import { systemContext } from "@/lib/platform/make-context";
import { searchEverything } from "@/lib/search/queries";
import { printTable } from "./report";

const WISH = { currency: CURRENCY, locale: "en" };

type Row = {
  number: string;
  payer_name: string;
  receipt_emails: string[];
  client_ref: string;
  invoice_number: string;
  method_last4: string;
};

/** What people type into the palette: all kinds of words, common, rare and absent. Prints them; answers the slowest, in milliseconds. */
export async function measurePalette(owner: Client, rounds: number): Promise<number> {
  const ctx = systemContext(HARTWELL.firmId, "bench");
  const lines: string[][] = [];
  let slowestMs = 0;
  for (const q of await wordsOf(owner)) {
    const times: number[] = [];
    let found = "";
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now();
      const { payments, payers, links } = await searchEverything(ctx, { q, ...WISH });
      times.push(performance.now() - startedAt);
      found = [payments, payers, links].map((list) => list.length).join(", ");
    }
    const least = Math.min(...times);
    slowestMs = Math.max(slowestMs, least);
    lines.push([q, least.toFixed(1), found]);
  }
  printTable(["The palette's search", "least ms", "payments, payers, links"], lines);
  return slowestMs;
}

/** Of a payment from the middle of three years and of one of last week, and words that stand on most payments, on few and on none. */
async function wordsOf(owner: Client): Promise<string[]> {
  const words = new Set<string>();
  for (const days of [500, 7]) {
    const { rows } = await owner.query<Row>(
      `select number, payer_name, receipt_emails, client_ref, invoice_number, method_last4 from payments
       where firm_id = $1 and created_at < now() - $2 * interval '1 day' and client_ref <> '' and payer_name ~ '^\\S+ \\S+$'
         and cardinality(receipt_emails) = 1 order by created_at desc limit 1`,
      [HARTWELL.firmId, days],
    );
    const [row] = rows;
    if (!row) throw new Error(`There is no whole payment of ${days} days ago. Use more --payments.`);
    const [given = "", family = ""] = row.payer_name.split(" ");
    const [email = ""] = row.receipt_emails;
    for (const word of [given, family, row.payer_name, family.slice(0, 3), email, email.replace(/@.*/, "")])
      words.add(word);
    for (const word of [row.number, row.number.slice(0, -2), row.number.slice(2), row.invoice_number]) words.add(word);
    for (const word of [row.client_ref, row.method_last4, `${family} ${row.method_last4}`]) words.add(word);
  }
  const year = new Date().getUTCFullYear();
  const common = [
    "office.example",
    "example",
    String(year),
    `P-${year - 1}`,
    "1,250.00",
    "$1250.00",
    "777.77",
    "an",
    "zu",
    "00",
    "0003",
  ];
  return [...words, ...common, "retainer", "qqxyzzy"].filter((word) => word.length >= 2);
}
