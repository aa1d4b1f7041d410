import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILD_ENV } from "../../runner/build.mjs";
import { type Child, runNode, spawnNode } from "../../runner/children.mjs";
import { startForLife } from "../../runner/lifetime.mjs";
import { findFreePort } from "../../runner/ports.mjs";
import { commandScript, ROOT } from "../../runner/project.mjs";
import type { BenchApp } from "./bench-app";
import { openClient } from "./database";
import { send } from "./load";

/**
 * The least that a payment page of this framework can be: one dynamic page, one query by a unique token, a heading, an amount, a
 * button; no proxy, no nonce, no language, no style, no browser code of its own.
 */
const FILES = {
  "package.json": JSON.stringify({ name: "minimal-page", private: true, type: "module" }),
  // The root must hold the packages, which the folder only links to.
  "next.config.mjs": `export default {
  poweredByHeader: false,
  serverExternalPackages: ["pg"],
  turbopack: { root: "/" },
};
`,
  "app/layout.jsx": `export const metadata = { title: "Payment" };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
  "app/pay/[token]/page.jsx": `import { notFound } from "next/navigation";
import { Pool } from "pg";

export const dynamic = "force-dynamic";

function pool() {
  globalThis.minimalPool ??= new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  return globalThis.minimalPool;
}

export default async function Page({ params }) {
  const { token } = await params;
  const { rows } = await pool().query("select firm, amount_cents, invoice from links where token = $1", [token]);
  const link = rows[0];
  if (!link) notFound();
  return (
    <main>
      <h1>{link.firm}</h1>
      <p>{(Number(link.amount_cents) / 100).toFixed(2)}</p>
      <p>{link.invoice}</p>
      <button type="submit">Pay</button>
    </main>
  );
}
`,
};

export type MinimalPage = { folder: string; databaseUrl: string };

/** Writes and builds it, upon an empty database of the server that our page uses too. */
export async function buildMinimalPage(databaseUrl: string): Promise<MinimalPage> {
  // Outside the project: within it the framework would take our proxy.ts and instrumentation.ts along.
  const folder = mkdtempSync(join(tmpdir(), "minimal-page-"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const build = [commandScript("next"), "build", folder];
  const { code, output } = await runNode(build, { env: { ...process.env, ...BUILD_ENV } });
  if (code !== 0) throw new Error(`The minimal page could not be built:\n${output.trim()}`);
  await fill(databaseUrl);
  return { folder, databaseUrl };
}

/** `url` is that of the page. */
export async function startMinimalPage({ folder, databaseUrl }: MinimalPage): Promise<BenchApp> {
  const port = await findFreePort();
  const env = { ...process.env, ...BUILD_ENV, DATABASE_URL: databaseUrl };
  const child = await startForLife(
    () =>
      spawnNode([commandScript("next"), "start", folder, "-p", String(port), "-H", "127.0.0.1"], { env, leash: true }),
    (running) => running.stop(),
  );
  const url = `http://127.0.0.1:${port}/pay/${TOKEN}`;
  await waitFor(url, child);
  return { url, pid: child.pid ?? 0, stop: child.stop };
}

const TOKEN = "minimal-0123456789abcdefghijklmnopqrstuvwxyzABCD";

async function fill(databaseUrl: string): Promise<void> {
  const client = await openClient(databaseUrl);
  try {
    await client.query("create table links (token text primary key, firm text, amount_cents bigint, invoice text)");
    await client.query(
      "insert into links select 'other-' || n, 'Other LLP', n * 100, n::text from generate_series(1, 1000) as n",
    );
    await client.query("insert into links values ($1, 'Hartwell & Lowe LLP', 125000, '204118')", [TOKEN]);
  } finally {
    await client.end();
  }
}

async function waitFor(url: string, child: Child): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await send(url).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The minimal page did not answer:\n${child.logs().trim()}`);
}
