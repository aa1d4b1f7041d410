// Excel and CSV of a million payments, by the job that writes them: memory, and speed beside a raw COPY. Options: --payments 1000000
import { Client } from "pg";
import { HARTWELL } from "@/db/seed/firms";
import { spawnNode } from "../runner/children.mjs";
import { live, startForLife } from "../runner/lifetime.mjs";
import { makeFilledDatabase } from "./support/filled-database";
import { readNumbers } from "./support/options";
import { printTable, tellLimits } from "./support/report";

const MOST_MEMORY_MB = 150;
const MB = 1_000_000;

type Run = { exportId: string; idleBytes: number; peakBytes: number; seconds: number; cpuSeconds: number };
type Figures = { name: string; rows: number; megabytes: number; seconds: number; run: Run | null };

await live(async () => {
  const { payments } = readNumbers({ payments: 1_000_000 });
  const url = await makeFilledDatabase(payments);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const copied = await copyRaw(client);
    const written = [await exportAll(client, url, "xlsx"), await exportAll(client, url, "csv")];
    return judge([copied, ...written]);
  } finally {
    await client.end();
  }
});

/** The same rows in the same order, to nowhere: what the database alone needs. */
async function copyRaw(client: Client): Promise<Figures> {
  await client.query("select set_config('app.firm_id', $1, false)", [HARTWELL.firmId]);
  const startedAt = performance.now();
  const { rowCount } = await client.query(
    `copy (select * from listed_payments where firm_id = '${HARTWELL.firmId}' order by created_at desc, id desc) to '/dev/null'`,
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  return { name: "raw COPY", rows: rowCount ?? 0, megabytes: 0, seconds, run: null };
}

async function exportAll(client: Client, url: string, format: "xlsx" | "csv"): Promise<Figures> {
  const users = await client.query<{ id: string }>(
    "select id from users where firm_id = $1 and is_admin and disabled_at is null limit 1",
    [HARTWELL.firmId],
  );
  let said = "";
  const child = await startForLife(
    () =>
      spawnNode(
        ["--import", "tsx", "scripts/bench/support/export-run.ts", HARTWELL.firmId, users.rows[0]?.id ?? "", format],
        {
          leash: true,
          env: { ...process.env, DATABASE_URL: url },
          onOutput: (text: string) => {
            said += text;
          },
        },
      ),
    (running) => running.stop(),
  );
  if ((await child.exited) !== 0) throw new Error(`The export did not run:\n${said}`);
  const run = JSON.parse(said.trim().split("\n").at(-1) ?? "") as Run;
  const { rows } = await client.query<{ status: string; rows: number; bytes: number }>(
    "select status, rows_done as rows, bytes from exports where id = $1",
    [run.exportId],
  );
  const [stored] = rows;
  if (stored?.status !== "done") throw new Error(`The export ended as ${stored?.status}.`);
  return { name: format, rows: stored.rows, megabytes: stored.bytes / MB, seconds: run.seconds, run };
}

function judge(figures: readonly Figures[]): number {
  printTable(
    ["", "rows", "seconds", "rows/s", "file MB", "CPU s", "idle MB", "peak above idle MB"],
    figures.map(({ name, rows, seconds, megabytes, run }) => [
      name,
      rows.toLocaleString("en"),
      seconds.toFixed(1),
      Math.round(rows / seconds).toLocaleString("en"),
      run ? megabytes.toFixed(0) : "",
      run ? run.cpuSeconds.toFixed(1) : "",
      run ? (run.idleBytes / MB).toFixed(0) : "",
      run ? aboveIdle(run).toFixed(0) : "",
    ]),
  );
  return tellLimits(
    figures.flatMap(({ name, run }) =>
      run ? [{ words: `peak memory above idle, ${name} (MB)`, value: aboveIdle(run), atMost: MOST_MEMORY_MB }] : [],
    ),
  );
}

function aboveIdle({ idleBytes, peakBytes }: Run): number {
  return (peakBytes - idleBytes) / MB;
}
