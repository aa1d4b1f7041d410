import { afterEach, describe, expect, it } from "vitest";
import { closeDatabase } from "@/db/client";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { freezeInstallation, unfreezeInstallation } from "@/lib/installation/freeze-installation";
import { resetEnv } from "@/lib/platform/env";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { metricsText } from "./metrics";
import { checkReadiness } from "./readiness";

const test = useTestDatabase();

async function point(changes: Record<string, string>): Promise<void> {
  await closeDatabase();
  await closeSandboxPool();
  Object.assign(process.env, changes);
  resetEnv();
}

afterEach(() => point({ DATABASE_URL: test.url, DEV_TOOLS: "" }));

describe("readiness", () => {
  it("needs a firm in the demo only", async () => {
    await point({ DEV_TOOLS: "1" });
    expect(await checkReadiness()).toMatchObject({
      status: "not_ready",
      checks: { demo: "There is no firm. Run: npm run seed:demo" },
    });
    await point({ DEV_TOOLS: "" });
    expect(await checkReadiness()).toEqual({
      status: "ready",
      checks: { database: "ok", migrations: "ok", "gateway sandbox": "ok" },
    });
    await makeTestFirm();
    await point({ DEV_TOOLS: "1" });
    expect((await checkReadiness()).status).toBe("ready");
  });

  it("tells that all money stands still, and is ready all the same: pages are served", async () => {
    await freezeInstallation("test");
    expect(await checkReadiness()).toMatchObject({ status: "ready", money: expect.stringContaining("unfreeze") });
    expect(await metricsText()).toContain("\ndocketpay_money_frozen 1\n");
    await unfreezeInstallation("test");
    expect(await checkReadiness()).not.toHaveProperty("money");
    expect(await metricsText()).toContain("\ndocketpay_money_frozen 0\n");
  });

  it("says when the database is older than the program", async () => {
    const rows = await test.asOwner<{ id: number; created_at: string }>(
      "delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations) returning *",
    );
    expect(await checkReadiness()).toMatchObject({
      status: "not_ready",
      checks: { migrations: "The database is older than the program. Run: npm run db:migrate" },
    });
    for (const row of rows) {
      await test.asOwner("insert into drizzle.__drizzle_migrations (hash, created_at) values ('restored', $1)", [
        row.created_at,
      ]);
    }
    expect((await checkReadiness()).checks.migrations).toBe("ok");
  });

  it("says that the database cannot be reached, without its address", async () => {
    await point({ DATABASE_URL: "postgres://someone:secret@127.0.0.1:9/nowhere" });
    const readiness = await checkReadiness();
    expect(readiness).toEqual({
      status: "not_ready",
      checks: { database: "The database cannot be reached. The log names the cause." },
    });
  });
});

describe("metrics", () => {
  it("count what waits in the queue, in Prometheus' format", async () => {
    const firm = await makeTestFirm("frm_metrics");
    await firm.makeLink();
    const text = await metricsText();
    expect(text).toMatch(/^docketpay_build_info\{version="[^"]+",node="v[^"]+"\} 1$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^docketpay_jobs\{task="deliver-mail",state="waiting"\} 1$/m);
    expect(text).toMatch(/^docketpay_mails_queued 1$/m);
    const lines = text.trim().split("\n");
    expect(lines.filter((line) => !/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+)$/.test(line))).toEqual(
      [],
    );
  });
});
