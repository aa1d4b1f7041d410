import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { databasePool } from "@/db/client";
import { useTestDatabase } from "@/tests/support/test-database";
import { systemContext } from "./make-context";
import { inFirm } from "./tx";

const test = useTestDatabase();
const ctx = systemContext("frm_test", "test");

async function firmSeen(): Promise<string | undefined> {
  const found = await inFirm(ctx, (tx) =>
    tx.execute<{ firm: string }>(sql`select current_setting('app.firm_id', true) as firm`),
  );
  return found.rows[0]?.firm;
}

/** Fills the pool with idle connections and kills them all; the program has not noticed yet when this returns. */
async function killConnections(): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, () => inFirm(ctx, (tx) => tx.execute(sql`select pg_sleep(0.05)`))));
  await test.asOwner(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
}

beforeAll(async () => {
  expect(await firmSeen()).toBe("frm_test");
});

it("sets the firm for the transaction only", async () => {
  const after = await databasePool().query<{ firm: string }>("select current_setting('app.firm_id', true) as firm");
  expect(after.rows[0]?.firm ?? "").toBe("");
});

it("sets names as they are, whatever signs they hold", async () => {
  const job = `it's \\ a "job"; rollback`;
  const found = await inFirm(systemContext("frm_test", job), (tx) =>
    tx.execute<{ actor: string }>(sql`select current_setting('app.actor', true) as actor`),
  );
  expect(found.rows[0]?.actor).toBe(`system:${job}`);
});

it("undoes everything when the work fails, and says why", async () => {
  const failing = inFirm(ctx, async (tx) => {
    await tx.execute(
      sql`insert into firm_counters (firm_id, kind, year, value) values ('frm_test', 'payment', 2026, 1)`,
    );
    throw new Error("the work failed");
  });
  await expect(failing).rejects.toThrow("the work failed");
  expect(await test.asOwner("select value from firm_counters")).toEqual([]);
});

it("goes on after the database dropped all connections, again and again", async () => {
  for (let round = 0; round < 5; round += 1) {
    await killConnections();
    for (let i = 0; i < 10; i += 1) await firmSeen().catch(() => undefined);
    expect(await firmSeen()).toBe("frm_test");
  }
  expect(databasePool().totalCount).toBe(databasePool().idleCount);
});

it("never begins work twice", async () => {
  let begun = 0;
  const failing = inFirm(ctx, async (tx) => {
    begun += 1;
    await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => undefined);
    await tx.execute(sql`select 1`);
  });
  await expect(failing).rejects.toThrow();
  expect(begun).toBe(1);
  expect(await firmSeen()).toBe("frm_test");
});
