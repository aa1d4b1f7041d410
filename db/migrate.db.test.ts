import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, describe, expect, inject, it } from "vitest";
import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { resetEnv } from "@/lib/platform/env";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { clockAfter, DAY_MS, payAs, staffCtx } from "@/tests/support/money-bench";
import { makeTestFirm } from "@/tests/support/test-firm";
import { databaseUrlOf, runOnServer } from "@/tests/support/test-server";
import { removeDatabase, startDatabase } from "../scripts/launcher/start-database.mjs";
import { TEST_CLUSTER_SETTINGS } from "../scripts/runner/test-cluster.mjs";

// Hosted PostgreSQL gives no superuser: whoever owns the database must be able to migrate, seed and run all by itself.

const PASSWORD = "only-of-this-test";

afterEach(async () => {
  await closeDatabase();
  await closeSandboxPool();
});

/** A login that may make databases and roles and no more, with a database of its own. @returns that database's address */
async function makeOwner(serverUrl: string, name: string): Promise<string> {
  await runOnServer(
    serverUrl,
    `create role ${name} login createdb createrole nosuperuser nobypassrls password '${PASSWORD}'`,
  );
  const url = new URL(serverUrl);
  url.username = name;
  url.password = PASSWORD;
  await runOnServer(url.href, `create database ${name}`);
  return databaseUrlOf(url.href, name);
}

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Lives one firm's day on the database: seed, link, payment, refund, recovery. */
async function liveADay(url: string): Promise<void> {
  process.env.DATABASE_URL = url;
  resetEnv();
  expect((await seedDemo(url, { now: new Date("2026-03-10T15:30:00Z"), payments: 60 })).seeded).toBe(true);
  const firm = await makeTestFirm();
  const link = await firm.makeLink({}, clockAfter(0));
  const paid = await payAs(firm, link.id);
  expect(paid.kind).toBe("approved");
  const clerk = staffCtx(firm, ["payments.refund"]);
  const input = { paymentId: paid.paymentId, amountCents: 100, reason: "", requestKey: "a-request" };
  expect(await refundPayment(clerk, input)).toMatchObject({ kind: "refunded" });
  expect(await reconcilePayments(firm.ctxAt(clockAfter(2 * DAY_MS)))).toMatchObject({ examined: 1, failed: 0 });
}

describe("an owner without superuser rights", () => {
  it("migrates twice, seeds and takes payments, where the roles were made and granted before", async () => {
    const serverUrl = inject("testServerUrl");
    const name = `docketpay_owner_${randomBytes(4).toString("hex")}`;
    const url = await makeOwner(serverUrl, name);
    try {
      await runOnServer(serverUrl, `grant docketpay_app, docketpay_sandbox to ${name}`);
      // Members of this one see what it sees, so an owner may take it on and does not inherit it. Older servers know no such grant.
      await runOnServer(serverUrl, `grant docketpay_lists to ${name} with inherit false`).catch(() => undefined);
      await migrateDatabase(url);
      await migrateDatabase(url);
      await liveADay(url);
      // Its own tables are closed to the owner too, until it names a firm: the rules are forced.
      expect(await ask(url, "select count(*)::int as n from payments")).toEqual([{ n: 0 }]);
      expect(
        await ask(url, "select rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user"),
      ).toEqual([{ strong: false }]);
    } finally {
      await closeDatabase();
      await closeSandboxPool();
      await runOnServer(serverUrl, `drop database if exists ${name} with (force)`);
      await runOnServer(serverUrl, `revoke docketpay_app, docketpay_sandbox, docketpay_lists from ${name}`);
      await runOnServer(serverUrl, `drop role ${name}`);
    }
  });

  // Needs a server on which nobody has made the roles yet.
  it.skipIf(process.env.TEST_SERVER_KIND === "given")(
    "makes the roles itself on a fresh server, and may take them on",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "docketpay-owner-"));
      chmodSync(folder, 0o755);
      const dataDir = join(folder, "postgres");
      const server = await startDatabase({ dataDir, settings: TEST_CLUSTER_SETTINGS });
      try {
        const url = await makeOwner(server.url, "docketpay_owner");
        await migrateDatabase(url);
        await liveADay(url);
        const made = await ask<{ name: string; admins: string[] }>(
          url,
          `select r.rolname as name, array(select distinct m.member::regrole::text from pg_auth_members m where m.roleid = r.oid) as admins
         from pg_roles r where r.rolname like 'docketpay_%' and not r.rolcanlogin order by 1`,
        );
        expect(made).toEqual([
          { name: "docketpay_app", admins: ["docketpay_owner"] },
          { name: "docketpay_lists", admins: ["docketpay_owner"] },
          { name: "docketpay_sandbox", admins: ["docketpay_owner"] },
        ]);
      } finally {
        await closeDatabase();
        await closeSandboxPool();
        await server.stop();
        await removeDatabase({ dataDir });
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
