import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inFirm } from "@/lib/platform/tx";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { nextNumber, numberInPlace } from "./next-number";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

function inPlace(of: TestFirm): Promise<string> {
  return inFirm(of.ctxAt(), async (tx) => {
    const { rows } = await tx.execute<{ number: string }>(sql`select ${numberInPlace(of.ctxAt(), "batch")} as number`);
    return rows[0]?.number ?? "";
  });
}

describe("running numbers", () => {
  const year = () => firm.ctxAt().clock.now().getUTCFullYear();

  it("follow each other whether asked for or given in place, each firm by itself", async () => {
    expect(await inPlace(firm)).toBe(`B-${year()}-000001`);
    expect(await inFirm(firm.ctxAt(), (tx) => nextNumber(firm.ctxAt(), tx, "batch"))).toBe(`B-${year()}-000002`);
    expect(await inPlace(firm)).toBe(`B-${year()}-000003`);
    expect(await inPlace(stranger)).toBe(`B-${year()}-000001`);
  });

  it("grow beyond six digits, both ways alike", async () => {
    await test.asOwner("update firm_counters set value = 999999 where kind = 'batch' and firm_id = $1", [firm.firmId]);
    expect(await inPlace(firm)).toBe(`B-${year()}-1000000`);
    expect(await inFirm(firm.ctxAt(), (tx) => nextNumber(firm.ctxAt(), tx, "batch"))).toBe(`B-${year()}-1000001`);
  });
});
