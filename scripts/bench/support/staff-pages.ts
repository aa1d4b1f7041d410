// The dashboard beside pages that read one row, as whole pages of a production build, from the same server, database and connection:
// the session, the frame with its alerts, the page's own questions, its HTML. Calls of the functions behind them say how much of that is
// the database's, but leave out what a user waits for most.
import type { Agent } from "node:http";
import type { Client } from "pg";
import { HARTWELL } from "@/db/seed/firms";
import { sessionCookieName } from "@/lib/auth/cookie";
import { sealSession } from "@/lib/auth/session-token";
import { getDashboard } from "@/lib/dashboard/queries";
import { getPayment } from "@/lib/payments/get-payment";
import { systemClock } from "@/lib/platform/clock";
import { resetEnv } from "@/lib/platform/env";
import { systemContext } from "@/lib/platform/make-context";
import { startBenchApp } from "./bench-app";
import { keepConnections, median, send } from "./load";
import { printTable } from "./report";

const FIRM = HARTWELL.firmId;
const WARM_UP = 150;

type Subject = { name: string; ask: () => Promise<unknown>; times: number[] };

/** How many times as long the dashboard takes as the fastest of the pages of one row, and as the reading of one payment. */
export type DashboardRatios = { page: number; call: number };

/** Prints both ways. The least of the rounds counts. */
export async function measureDashboard(owner: Client, url: string, rounds: number): Promise<DashboardRatios> {
  const paymentId = await findPayment(owner);
  const page = await openPages(owner, url);
  const ctx = systemContext(FIRM, "bench");
  const pages = [
    subject("the dashboard", () => page("/staff/dashboard")),
    subject("one payment", () => page(`/staff/payments/${paymentId}`)),
    subject("one's own profile", () => page("/staff/profile")),
  ];
  const calls = [
    subject("call: the dashboard", () => getDashboard(ctx, { timeZone: HARTWELL.timeZone, kind: "" })),
    subject("call: one payment", () => getPayment(ctx, paymentId)),
  ];
  for (const { ask } of pages) for (let turn = 0; turn < WARM_UP; turn++) await ask();
  for (let round = 0; round < rounds; round++)
    for (const one of round % 2 === 0 ? pages : pages.toReversed()) await time(one);
  for (let round = 0; round < rounds; round++) for (const one of calls) await time(one);
  const all = [...pages, ...calls];
  printTable(
    ["Dashboard and single-row pages", "least ms", "median ms"],
    all.map(({ name, times }) => [name, Math.min(...times).toFixed(1), median(times).toFixed(1)]),
  );
  return { page: ratioOf(pages), call: ratioOf(calls) };
}

/** Of the first to the fastest of the others. */
function ratioOf([dashboard, ...others]: readonly Subject[]): number {
  const least = (subjects: readonly Subject[]) => Math.min(...subjects.flatMap(({ times }) => times));
  return least(dashboard ? [dashboard] : []) / least(others);
}

function subject(name: string, ask: Subject["ask"]): Subject {
  return { name, ask, times: [] };
}

async function time({ ask, times }: Subject): Promise<void> {
  const startedAt = performance.now();
  await ask();
  times.push(performance.now() - startedAt);
}

/** From the middle of three years. */
async function findPayment(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from payments where firm_id = $1 and status = 'settled' and created_at < now() - interval '500 days' order by created_at desc limit 1",
    [FIRM],
  );
  if (!rows[0]) throw new Error("There is no payment of 500 days ago. Use more --payments.");
  return rows[0].id;
}

/** Starts the app and signs in as the firm's administrator. What is answered asks for one page. */
async function openPages(owner: Client, url: string): Promise<(path: string) => Promise<void>> {
  const app = await startBenchApp(url, "off");
  // As the app is started: else the cookie would have the name of another address.
  process.env.APP_URL = "";
  resetEnv();
  const { rows } = await owner.query<{ id: string; session_version: number }>(
    "select id, session_version from users where firm_id = $1 and is_admin and disabled_at is null limit 1",
    [FIRM],
  );
  if (!rows[0]) throw new Error("The firm has no administrator.");
  const signedInAt = Math.floor(systemClock.now().getTime() / 1000);
  const sessionId = "ses_bench";
  await owner.query(
    `insert into staff_sessions (firm_id, id, user_id, session_version, ip, user_agent, created_at)
     values ($1, $2, $3, $4, '', 'bench', now()) on conflict (firm_id, id) do update set session_version = $4`,
    [FIRM, sessionId, rows[0].id, rows[0].session_version],
  );
  const session = { firmId: FIRM, userId: rows[0].id, sessionVersion: rows[0].session_version, sessionId, signedInAt };
  const cookie = `${sessionCookieName()}=${await sealSession(session)}`;
  const agent: Agent = keepConnections(1);
  return async (path) => {
    const { status, text } = await send(app.url + path, { agent, headers: { cookie } });
    if (status !== 200 || !text.includes("</html>")) throw new Error(`${path} answered ${status}.`);
  };
}
