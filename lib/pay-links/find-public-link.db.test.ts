import { expect, it } from "vitest";
import { databasePool } from "@/db/client";
import { payLinks } from "@/db/schema/pay-links";
import { rowFromJson } from "@/lib/platform/row-from-json";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { useLinkBench } from "@/tests/support/link-bench";
import { findPublicLink } from "./find-public-link";

const bench = useLinkBench();
const { create } = bench;

it("a token opens its own link only; 1,000 guesses open none", async () => {
  const { id, token } = await create();
  expect((await findPublicLink(token))?.link.id).toBe(id);
  const guesses = Array.from({ length: 1_000 }, (_, n) =>
    n % 2 ? bench.firm.ctxAt().ids.token() : `${token.slice(0, -1)}${"_-AZaz09"[n % 8]}${n}`,
  );
  for (const guess of [...guesses, "", hashToken(token), token.toUpperCase()])
    expect(await findPublicLink(guess)).toBeNull();
});

it("the question leaves no firm behind, neither on the connection nor in a transaction around it", async () => {
  const { id, token } = await create();
  const client = await databasePool().connect();
  const ask = async (sql: string, values: string[] = []) => (await client.query(sql, values)).rows;
  try {
    await client.query("begin");
    await client.query("select set_config('app.firm_id', $1, true)", ["frm_other"]);
    expect(await ask("select open_pay_link($1) -> 'link' ->> 'id' as id", [hashToken(token)])).toEqual([{ id }]);
    expect(await ask("select id from pay_links")).toEqual([]);
    await client.query("commit");
    expect(await ask("select open_pay_link($1) -> 'link' ->> 'id' as id", [hashToken(token)])).toEqual([{ id }]);
    expect(await ask("select coalesce(current_setting('app.firm_id', true), '') as firm")).toEqual([{ firm: "" }]);
    expect(await ask("select id from pay_links")).toEqual([]);
  } finally {
    client.release(true);
  }
});

it("a row that the database writes as JSON is the row that a select gives", async () => {
  const { id } = await create({ dueDate: "2026-10-31" });
  await inFirm(bench.firm.ctxAt(), async (tx) => {
    const [selected] = (await tx.select().from(payLinks)).filter((row) => row.id === id);
    const written = await tx.execute<{ id: string; row: Record<string, unknown> }>(
      "select l.id, row_to_json(l) as row from pay_links l",
    );
    const row = written.rows.find((candidate) => candidate.id === id)?.row ?? {};
    expect(rowFromJson(payLinks, row)).toEqual(selected);
  });
});
