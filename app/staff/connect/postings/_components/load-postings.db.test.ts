import { beforeAll, describe, expect, it } from "vitest";
import { PostingFilter } from "@/lib/postings/schemas";
import { putManyPostings } from "@/tests/support/many-postings";
import { makePostingBench, type PostingBench } from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { loadPostings } from "./load-postings";

const test = useTestDatabase();
const MANY = 6_000;
let bench: PostingBench;

beforeAll(async () => {
  bench = await makePostingBench(test, "frm_desk");
  await putManyPostings(test, bench.firm.firmId, MANY);
  await test.asOwner("update postings set payer_name = 'Bluewater' where firm_id = $1 and id = any($2)", [
    bench.firm.firmId,
    ["pst_40", "pst_80", "pst_120"],
  ]);
});

const load = (filter: object) => loadPostings(bench.clerkAfter(), PostingFilter.parse(filter));

describe("Manage Postings with a search", () => {
  it("says of Post All how many it posts, which is every pending record and not only what was found", async () => {
    const all = await load({ view: "pending" });
    const found = await load({ view: "pending", q: "Bluewater" });
    expect(found.counts.pending).toEqual({ records: 3, isWhole: true });
    expect(found.pendingCount).toBe(all.counts.pending.records);
    expect(all.pendingCount).toBe(all.counts.pending.records);
    expect(all.pendingCount).toBeGreaterThan(3);
  });

  it("counts a text that stands on very many up to a limit and says so, and exactly where a view has few", async () => {
    const { counts, sums } = await load({ view: "all", q: "holdings" });
    expect(counts.posted).toEqual({ records: 1_000, isWhole: false });
    expect(counts.all).toEqual({ records: 1_000, isWhole: false });
    expect(sums).toMatchObject({ count: 1_000, isWhole: false });
    const pending = Array.from({ length: MANY }, (_, index) => index + 1).filter((place) => place % 40 === 0).length;
    expect(counts.pending).toEqual({ records: pending, isWhole: true });
    const few = await load({ view: "pending", q: "holdings" });
    expect(few.sums).toMatchObject({ count: pending, isWhole: true });
    expect(few.sums.operatingCents).toBeGreaterThan(0);
    const rest = await load({ view: "all", q: "zephyrine" });
    expect(rest.counts.all).toEqual({ records: 20, isWhole: true });
  });
});
