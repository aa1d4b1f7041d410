import { expect, it } from "vitest";
import { inFirm } from "@/lib/platform/tx";
import { clockAfter, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { appendAudit } from "./append-audit";
import { listAudit } from "./queries";

useTestDatabase();

it("rows of one instant are all found, page by page, in the order they were written or against it", async () => {
  const firm = await makeTestFirm();
  const ctx = firm.ctxAt(clockAfter(0));
  await inFirm(ctx, async (tx) => {
    for (let row = 0; row < 17; row += 1)
      await appendAudit(ctx, tx, { action: "payer.archive", objectType: "payer", objectId: `pyr_${row}` });
  });
  const read = async (sort: "at" | "-at") => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const asked = { cursor, sort, limit: 4, action: "payer.archive" };
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(staffCtx(firm, ["settings.manage"]), asked);
      seen.push(...page.rows.map(({ objectId }) => objectId));
      cursor = page.nextCursor;
    } while (cursor);
    return seen;
  };
  const written = Array.from({ length: 17 }, (_, row) => `pyr_${row}`);
  expect(await read("at")).toEqual(written);
  expect(await read("-at")).toEqual(written.toReversed());
});
