import { beforeAll, describe, expect, it } from "vitest";
import { seedDemo } from "@/db/seed/demo";
import { HARTWELL, OKAFOR } from "@/db/seed/firms";
import { systemContext } from "@/lib/platform/make-context";
import { useTestDatabase } from "@/tests/support/test-database";
import { verifyAudit } from "./verify-audit";

const test = useTestDatabase();
const hartwell = systemContext(HARTWELL.firmId, "test");

/** Changes the log behind the triggers' back, as somebody with the owner's password could, looks, and puts it back. */
async function verifyAfter(damage: string): Promise<ReturnType<typeof verifyAudit>> {
  await test.asOwner("create table kept as table audit_log");
  await test.asOwner("alter table audit_log disable trigger user");
  try {
    await test.asOwner(damage);
    return await verifyAudit(hartwell);
  } finally {
    await test.asOwner("delete from audit_log");
    await test.asOwner("insert into audit_log table kept");
    await test.asOwner("alter table audit_log enable trigger user");
    await test.asOwner("drop table kept");
  }
}

const HERE = `firm_id = '${HARTWELL.firmId}'`;

beforeAll(async () => {
  await seedDemo(test.url, { now: new Date("2026-03-10T15:30:00Z"), payments: 60 });
});

describe("verifyAudit", () => {
  it("finds nothing in a log that nobody touched, and counts it", async () => {
    const [row] = await test.asOwner<{ n: string }>(`select count(*) as n from audit_log where ${HERE}`);
    const report = await verifyAudit(hartwell);
    expect(report).toMatchObject({ rows: Number(row?.n), broken: null });
    expect(report.headHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    [
      "a changed detail",
      `update audit_log set detail = '{"amountCents": 1}' where ${HERE} and seq = 7`,
      7,
      "row_changed",
    ],
    ["a changed time", `update audit_log set at = at + interval '1 ms' where ${HERE} and seq = 8`, 8, "row_changed"],
    ["another name", `update audit_log set actor = 'user:nobody' where ${HERE} and seq = 9`, 9, "row_changed"],
    ["a removed row", `delete from audit_log where ${HERE} and seq = 10`, 11, "rows_missing"],
    ["a removed beginning", `delete from audit_log where ${HERE} and seq = 1`, 2, "rows_missing"],
    [
      "two rows that changed places",
      `update audit_log set seq = case seq when 12 then 100013 else 100012 end where ${HERE} and seq in (12, 13);
      update audit_log set seq = seq - 100000 where ${HERE} and seq > 100000`,
      12,
      "chain_broken",
    ],
    [
      "a changed row with a hash made anew",
      `update audit_log set actor = 'user:nobody' where ${HERE} and seq = 14;
      update audit_log set hash = audit_hash(audit_log) where ${HERE} and seq = 14`,
      15,
      "chain_broken",
    ],
  ])("names the first wrong row after %s", async (_name, damage, seq, fault) => {
    expect((await verifyAfter(damage)).broken).toMatchObject({ seq, fault });
  });

  it("tells a cut end by the number of rows and the last hash", async () => {
    const whole = await verifyAudit(hartwell);
    const cut = await verifyAfter(`delete from audit_log where ${HERE} and seq = ${whole.rows}`);
    expect(cut).toMatchObject({ rows: whole.rows - 1, broken: null });
    expect(cut.headHash).not.toBe(whole.headHash);
  });

  it("sees one firm's log only", async () => {
    const damaged = await verifyAfter(`update audit_log set actor = 'x' where firm_id = '${OKAFOR.firmId}'`);
    expect(damaged.broken).toBeNull();
  });
});
