import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { clockAfter, MINUTE_MS } from "@/tests/support/money-bench";
import {
  makePostingBench,
  openPostingSystem,
  type PostingBench,
  type PostingSystem,
} from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { matchPostings, type SystemOf } from "../match-postings";

/** Two connections of a firm: the old one is down for good, with more records than one look takes. */
const test = useTestDatabase();
const MANY = 501;
let place: PostingSystem;
let bench: PostingBench;
let paymentId: string;

beforeAll(async () => {
  place = await openPostingSystem(test, "enterprise");
  bench = await makePostingBench(test, "frm_two_lines", place);
  const item = await bench.findInvoice("204184");
  ({ paymentId } = await bench.payLines([{ item, amountCents: 40_000 }]));
  const copy = (table: string, where: string, changes: string, times: number) =>
    test.asOwner(
      `insert into ${table} select (jsonb_populate_record(old, ${changes})).* from ${table} old, generate_series(1, ${times}) n where ${where}`,
    );
  await copy("connections", "id = 'con_frm_two_lines'", '\'{"id": "con_down"}\'', 1);
  const [id] = await bench.ids(paymentId);
  const changes =
    "jsonb_build_object('id', 'pst_down_' || n, 'number', 'DOWN-' || n, 'cause', 'copy ' || n, 'connection_id', 'con_down', 'created_at', old.created_at - interval '1 day')";
  await copy("postings", `id = '${id}'`, changes, MANY);
  return () => place.close();
}, 60_000);

describe("records of a connection that is down", () => {
  it("do not keep those of another one waiting, however many they are", async () => {
    const asked: string[] = [];
    const systemOf: SystemOf = (_, connectionId) => {
      asked.push(connectionId);
      if (connectionId === "con_down") throw new AppError("upstream_unavailable", { reason: "connector_down" });
      return place.system;
    };
    const result = await matchPostings(bench.firm.ctxAt(clockAfter(20 * MINUTE_MS)), systemOf);
    expect(asked.sort()).toEqual(["con_down", "con_frm_two_lines"]);
    expect(result).toMatchObject({ done: 1, remaining: 500 });
  });
});
