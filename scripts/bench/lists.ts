// Payment Manager's searches, sorts and sums beside the best SQL by hand; the dashboard beside a page of one row. Options: --payments 1000000 --rounds 25
import { sql } from "drizzle-orm";
import type { Client } from "pg";
import { closeDatabase } from "@/db/client";
import { HARTWELL } from "@/db/seed/firms";
import { PAYMENT_SORTS, type PaymentSortId } from "@/lib/payments/columns";
import type { PaymentRow } from "@/lib/payments/model";
import { listPayments, sumPayments } from "@/lib/payments/queries";
import { gatherCustomFields, PaymentFilter } from "@/lib/payments/schemas";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { live } from "../runner/lifetime.mjs";
import { buildBenchApp } from "./support/bench-app";
import { openClient } from "./support/database";
import { openFilledDatabase } from "./support/filled-database";
import { BEST_SORTS, bestPage, bestSum, listQuestions, NEWEST } from "./support/list-questions";
import { readNumbers } from "./support/options";
import { measurePalette } from "./support/palette-words";
import { printTable, tellLimits } from "./support/report";
import { type DashboardRatios, measureDashboard } from "./support/staff-pages";
import { watchStatements } from "./support/watch-statements";

const FIRM = HARTWELL.firmId;
const PAGE = 50;
const MOST_RATIO = 3;
const MOST_SUM_MS = 1_000;
const MOST_DASHBOARD_RATIO = 5;
const MOST_PALETTE_MS = 60;
const LAST_PAGE = 500;

type Measured = { name: string; oursMs: number; bestMs: number; ratio: number; scans: string };
type Side = { ours: () => Promise<unknown>; best: () => Promise<unknown> };

const ctx = systemContext(FIRM, "bench");
const filterOf = (query: Record<string, unknown>) => PaymentFilter.parse(gatherCustomFields({ limit: PAGE, ...query }));

await live(async () => {
  const options = readNumbers({ payments: 1_000_000, rounds: 25 });
  // First, since it may fail, and since nothing is measured while it runs.
  await buildBenchApp();
  const url = await openFilledDatabase(options.payments);
  const owner = await openClient(url);
  try {
    const pages = [...(await measureFilters(owner, options.rounds)), ...(await measureSorts(owner, options.rounds))];
    const sums = await measureSums(owner, options.rounds);
    print("One page of 50", pages);
    print("Count and sums of the whole filter", sums);
    const paletteMs = await measurePalette(owner, Math.ceil(options.rounds / 4));
    return judge(pages, sums, paletteMs, await measureDashboard(owner, url, options.rounds));
  } finally {
    await owner.end();
    await closeDatabase();
  }
});

async function measureFilters(owner: Client, rounds: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { name, query, where, values } of listQuestions(await readMiddle())) {
    const filter = filterOf(query);
    const best = bestPage({ where, order: NEWEST, limit: PAGE + 1 });
    const side = {
      ours: () => listPayments(ctx, filter),
      best: () => owner.query(best, [FIRM, ...values]),
    };
    measured.push(await measure(name, side, rounds));
  }
  return measured;
}

async function measureSorts(owner: Client, rounds: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const id of PAYMENT_SORTS)
    for (const sort of [id, `-${id}`] as const)
      for (const page of [1, LAST_PAGE]) {
        const cursor = page === 1 ? null : await walkTo(sort, page);
        const filter = filterOf({ sort, cursor: cursor?.cursor });
        const { text, values } = bestSorted(id, sort.startsWith("-"), cursor?.row ?? null);
        const side = { ours: () => listPayments(ctx, filter), best: () => owner.query(text, [FIRM, ...values]) };
        measured.push(await measure(`sort ${sort}, page ${page}`, side, rounds));
      }
  return measured;
}

async function measureSums(owner: Client, rounds: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { name, query, where, values } of listQuestions(await readMiddle())) {
    const filter = filterOf(query);
    const best = bestSum(where);
    const side = { ours: () => sumPayments(ctx, filter), best: () => owner.query(best, [FIRM, ...values]) };
    measured.push(await measure(name, side, Math.ceil(rounds / 8)));
  }
  return measured;
}

/** The cursor that a user has who pages to a page, and the last row they saw. */
async function walkTo(sort: string, page: number): Promise<{ cursor: string; row: PaymentRow }> {
  const step = 200;
  let found = await listPayments(ctx, filterOf({ sort, limit: step }));
  for (let seen = step; seen < (page - 1) * PAGE && found.nextCursor; seen += step)
    found = await listPayments(ctx, filterOf({ sort, limit: step, cursor: found.nextCursor }));
  const row = found.rows.at(-1);
  if (!row || !found.nextCursor) throw new Error(`There are fewer than ${page} pages. Use more --payments.`);
  return { cursor: found.nextCursor, row };
}

function bestSorted(id: PaymentSortId, isDescending: boolean, row: PaymentRow | null) {
  const { columns, valuesOf } = BEST_SORTS[id];
  const all = [...columns, "x.id"];
  const order = all.map((column) => `${column} ${isDescending ? "desc" : "asc"}`).join(", ");
  if (row === null) return { text: bestPage({ where: "true", order, limit: PAGE + 1 }), values: [] };
  const marks = all.map((_, index) => `$${index + 2}`).join(", ");
  const where = `(${all.join(", ")}) ${isDescending ? "<" : ">"} (${marks})`;
  return { text: bestPage({ where, order, limit: PAGE + 1 }), values: [...valuesOf(row), row.id] };
}

/** Both in turns, so that whatever else the machine does weighs on both alike. */
async function measure(name: string, { ours, best }: Side, rounds: number): Promise<Measured> {
  const statement = watchStatements();
  await ours();
  const scans = await tableScans(statement());
  await best();
  const times = { ours: [] as number[], best: [] as number[] };
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 === 0 ? (["ours", "best"] as const) : (["best", "ours"] as const)) {
      const startedAt = performance.now();
      await (side === "ours" ? ours() : best());
      times[side].push(performance.now() - startedAt);
    }
  // The least: what else the machine does only ever adds.
  const [oursMs, bestMs] = [Math.min(...times.ours), Math.min(...times.best)];
  return { name, oursMs, bestMs, ratio: oursMs / bestMs, scans };
}

/** Whether a statement of ours, planned as the app's role, reads the whole table of payments. */
async function tableScans(statement: { text: string; values: unknown[] } | null): Promise<string> {
  if (!statement) return "";
  const plan = await inFirm(ctx, async (tx) => {
    const parts = statement.text.split(/\$(\d+)/);
    const chunks = parts.map((part, index) =>
      index % 2 === 0 ? sql.raw(part) : sql`${sql.param(statement.values[Number(part) - 1])}`,
    );
    const { rows } = await tx.execute<{ "QUERY PLAN": string }>(sql`explain ${sql.join(chunks, sql.raw(""))}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  return /Seq Scan on payments\b/.test(plan) ? "whole table" : "";
}

async function readMiddle(): Promise<PaymentRow & { zone: string }> {
  const day = new Date(Date.now() - 500 * 86_400_000).toISOString().slice(0, 10);
  const { rows } = await listPayments(
    ctx,
    filterOf({ from: day, to: day, methodKind: "card", status: "settled", limit: 200 }),
  );
  const found = rows.find(
    (row) => row.payerId && row.receiptEmails.length > 0 && row.clientRef && / [A-Z]/.test(row.payerName),
  );
  if (!found) throw new Error("The middle of the table holds no whole payment. Use more --payments.");
  return { ...found, zone: HARTWELL.timeZone };
}

function print(title: string, measured: readonly Measured[]): void {
  console.info(`\n${title}`);
  const lines = measured.map(({ name, oursMs, bestMs, ratio, scans }) => [
    ...[name, oursMs.toFixed(1), bestMs.toFixed(1), ratio.toFixed(2), scans],
  ]);
  printTable(["least of the rounds", "ours ms", "best SQL ms", "ours / best", "reads"], lines);
}

function judge(
  pages: readonly Measured[],
  sums: readonly Measured[],
  paletteMs: number,
  dashboard: DashboardRatios,
): number {
  const worst = (list: readonly Measured[], of: "ratio" | "oursMs") => Math.max(...list.map((one) => one[of]));
  const above = pages.filter(({ ratio }) => ratio > MOST_RATIO).map(({ name }) => name);
  if (above.length > 0) console.info(`Above ${MOST_RATIO} times the best SQL: ${above.join("; ")}.`);
  return tellLimits([
    { words: "greatest ratio of a page to the best SQL", value: worst(pages, "ratio"), atMost: MOST_RATIO },
    { words: "pages that read the whole table", value: pages.filter(({ scans }) => scans !== "").length, atMost: 0 },
    { words: "milliseconds of the slowest count and sum", value: worst(sums, "oursMs"), atMost: MOST_SUM_MS },
    { words: "milliseconds of the palette's slowest search", value: paletteMs, atMost: MOST_PALETTE_MS },
    {
      words: "the dashboard's page / the fastest page of one row",
      value: dashboard.page,
      atMost: MOST_DASHBOARD_RATIO,
    },
    { words: "the same, the functions behind them", value: dashboard.call, atMost: MOST_DASHBOARD_RATIO },
  ]);
}
