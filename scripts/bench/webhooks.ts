// Webhooks in random orders, several times or never: do our books end where the gateway's do?
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrateDatabase } from "@/db/migrate";
import { putInDirectory } from "@/lib/platform/directory";
import { inFirm } from "@/lib/platform/tx";
import type { StormReport } from "@/tests/storms/model";
import { useBooks } from "@/tests/storms/use-books";
import { payLinks, runStorm } from "@/tests/storms/webhook-storm";
import { openOwner } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { databaseUrlOf, runOnServer } from "@/tests/support/test-server";
import { removeDatabase, startDatabase } from "../launcher/start-database.mjs";
import { live, startForLife } from "../runner/lifetime.mjs";

const HELP = `npm run bench -- webhooks [options]
  --events 5000    what happens at the gateway, about three things to each payment
  --orders 20      random orders in which it is told, each upon a fresh copy of the same books
  --first 1        number of the first order`;

const OPTIONS = {
  events: { type: "string", default: "5000" },
  orders: { type: "string", default: "20" },
  first: { type: "string", default: "1" },
  help: { type: "boolean", default: false },
} as const;

/** Each payment has about 2.2 things happen to it, of which gateways tell in about 3.3 events. */
const EVENTS_PER_PAYMENT = 3.3;
const FIRM_ID = "frm_storm";

await live(async () => {
  const options = parseArgs({ options: OPTIONS }).values;
  if (options.help) {
    console.info(HELP);
    return 0;
  }
  const serverUrl = process.env.DATABASE_URL || (await startServer());
  const template = `docketpay_storm_${randomBytes(4).toString("hex")}`;
  await runOnServer(serverUrl, `create database ${template}`);
  try {
    const firm = await prepareBooks(databaseUrlOf(serverUrl, template), Number(options.events));
    let wrong = 0;
    for (let order = Number(options.first); order < Number(options.first) + Number(options.orders); order += 1) {
      const report = await tryOrder(serverUrl, template, firm, order);
      if (report.behindAfter > 0 || report.faults.length > 0) wrong += 1;
      console.info(`order ${order}: ${JSON.stringify(report)}`);
    }
    console.info(wrong === 0 ? "All orders ended as the gateway's books." : `NOT OK: ${wrong} orders did not.`);
    return wrong === 0 ? 0 : 1;
  } finally {
    await runOnServer(serverUrl, `drop database if exists ${template} with (force)`);
  }
});

async function prepareBooks(url: string, events: number): Promise<TestFirm> {
  await migrateDatabase(url);
  return useBooks(url, async () => {
    const firm = await makeTestFirm(FIRM_ID);
    await inFirm(firm.ctxAt(), (tx) => putInDirectory(tx, "gateway_account", `sandbox:${FIRM_ID}`, "acc_operating"));
    await payLinks(firm, Math.round(events / EVENTS_PER_PAYMENT));
    return firm;
  });
}

async function tryOrder(serverUrl: string, template: string, firm: TestFirm, seed: number): Promise<StormReport> {
  const name = `${template}_${seed}`;
  await runOnServer(serverUrl, `create database ${name} template ${template}`);
  const url = databaseUrlOf(serverUrl, name);
  const owner = openOwner(url);
  const asOwner = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await owner.query<Row>(sql, values)).rows;
  try {
    const plan = { seed, mostCopies: 5, dropShare: 0.1, followShare: 0.02 };
    return await useBooks(url, () => runStorm({ url, asOwner }, firm, plan));
  } finally {
    await owner.end();
    await runOnServer(serverUrl, `drop database if exists ${name} with (force)`);
  }
}

async function startServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "docketpay-storm-"));
  // The user whom root becomes must be able to enter it.
  await chmod(folder, 0o755);
  const dataDir = join(folder, "postgres");
  const server = await startForLife(
    () => startDatabase({ dataDir, settings: { max_connections: "100", synchronous_commit: "off" } }),
    async (started) => {
      await started.stop();
      await removeDatabase({ dataDir });
    },
  );
  return server.url;
}
