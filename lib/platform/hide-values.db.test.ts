import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { payers } from "@/db/schema/payers";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { inFirm } from "./tx";

useTestDatabase();

describe("an error of the database", () => {
  it("says which query and rule it was, and nothing of what payers typed", async () => {
    const firm = await makeTestFirm();
    const ctx = firm.ctxAt();
    const error: unknown = await inFirm(ctx, (tx) =>
      tx.execute(sql`insert into ${payers} (firm_id, id, name) values (${ctx.firmId}, null, ${"Secret Payer"})`),
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    const { message, stack, cause, ...rest } = error as Error;
    const told = JSON.stringify([message, stack, rest, cause, (cause as Error).message, (cause as Error).stack]);
    expect(told).not.toContain("Secret Payer");
    expect(message).toContain("Failed query: insert into");
    expect(cause).toMatchObject({ code: "23502", column: "id" });
  });
});
