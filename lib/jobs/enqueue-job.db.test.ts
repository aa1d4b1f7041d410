import { expect, it } from "vitest";
import { inFirm } from "@/lib/platform/tx";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { enqueueJobs } from "./enqueue-job";

const test = useTestDatabase();

function ordersOf(name: string, count: number) {
  return Array.from({ length: count }, (_, place) => ({
    payload: { mail: `${name}-${place}` },
    key: `${name}-${place}`,
  }));
}

it("lets the thousands of one kind wait for whatever else comes", async () => {
  const firm = await makeTestFirm();
  await inFirm(firm.ctxAt(), async (tx) => {
    await enqueueJobs(tx, "deliver-mail", ordersOf("many", 21), 3);
    await enqueueJobs(tx, "deliver-mail", ordersOf("few", 20), 3);
    await enqueueJobs(tx, "deliver-mail", ordersOf("one", 1), 3);
  });
  const rows = await test.asOwner<{ name: string; priority: number; jobs: number }>(
    `select split_part(key, '-', 1) as name, priority, count(*)::int as jobs from graphile_worker.jobs
     where key like any(array['many-%', 'few-%', 'one-%']) group by 1, 2 order by 1`,
  );
  expect(rows).toEqual([
    { name: "few", priority: 0, jobs: 20 },
    { name: "many", priority: 10, jobs: 21 },
    { name: "one", priority: 0, jobs: 1 },
  ]);
});
