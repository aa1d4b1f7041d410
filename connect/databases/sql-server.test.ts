import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PACKET } from "@/tests/support/tds-double/read-packets";
import { startTdsDouble, type TdsDouble } from "@/tests/support/tds-double/start-tds-double";
import type { ProcedureCaller } from "./call";
import { readScript } from "./procedures";
import { openSqlServer } from "./sql-server";

const SCRIPT = readScript(`
CREATE PROCEDURE dbo.docketpay_search_invoices
  @by nvarchar(40), @query nvarchar(200), @match nvarchar(10), @after_date nvarchar(10), @after_key nvarchar(80), @rows int
AS
BEGIN
  SET NOCOUNT ON;
  SELECT 1 AS one;
END
GO
CREATE PROCEDURE dbo.docketpay_begin_batch
  @batch_id nvarchar(40), @total_cents bigint
AS
BEGIN
  SET NOCOUNT ON;
  SELECT 1 AS one;
END
GO
`);

const SEARCH = { by: "client_name", query: "O'Brien", match: "contains", after_date: null, after_key: null, rows: 51 };

let double: TdsDouble;
let caller: ProcedureCaller;
const open = (changes: Partial<Parameters<typeof openSqlServer>[0]> = {}) =>
  openSqlServer(
    {
      server: "127.0.0.1",
      port: double.port,
      database: "son_db",
      user: "docketpay",
      password: "pässword'",
      encrypt: false,
      ...changes,
    },
    SCRIPT,
  );

beforeEach(async () => {
  double = await startTdsDouble();
  caller = open();
});
afterEach(async () => {
  await caller.close();
  await double.stop();
});

describe("SQL Server", () => {
  it("is reached on the first call only, with the login of the settings", async () => {
    expect(double.kinds).toEqual([]);
    await caller.call("docketpay_search_invoices", SEARCH);
    expect(double.logins[0]).toEqual({
      user: "docketpay",
      password: "pässword'",
      appName: "Docketpay Connect",
      database: "son_db",
    });
  });

  it("is given typed values, whatever they hold, and its rows are read", async () => {
    double.answer = () => [
      { item_key: "inv:1", client_name: "O'Brien 漢字 😀", balance_cents: 125_000n, dated: "2026-02-01" },
      { item_key: "inv:2", client_name: null, balance_cents: 9_007_199_254_740_991n, dated: null },
    ];
    const query = `'; drop table x -- %_[\\ 漢字 😀 ${"a".repeat(160)}`;
    const rows = await caller.call("docketpay_search_invoices", { ...SEARCH, query });
    expect(rows).toEqual([
      { item_key: "inv:1", client_name: "O'Brien 漢字 😀", balance_cents: "125000", dated: "2026-02-01" },
      { item_key: "inv:2", client_name: null, balance_cents: "9007199254740991", dated: null },
    ]);
    expect(double.calls[0]).toEqual({
      procedure: "dbo.docketpay_search_invoices",
      params: [
        { name: "@by", type: "nvarchar", length: 40, value: "client_name" },
        { name: "@query", type: "nvarchar", length: 200, value: query },
        { name: "@match", type: "nvarchar", length: 10, value: "contains" },
        { name: "@after_date", type: "nvarchar", length: 10, value: null },
        { name: "@after_key", type: "nvarchar", length: 80, value: null },
        { name: "@rows", type: "int", length: 4, value: 51n },
      ],
    });
  });

  it("is given sums of any size", async () => {
    await caller.call("docketpay_begin_batch", { batch_id: "pbt_1", total_cents: 9_007_199_254_740_991 });
    expect(double.calls[0]?.params[1]).toMatchObject({
      name: "@total_cents",
      length: 8,
      value: 9_007_199_254_740_991n,
    });
  });

  it("is sent calls of procedures, and no other SQL than how the driver sets a session up", async () => {
    for (let n = 0; n < 5; n += 1) await caller.call("docketpay_search_invoices", SEARCH);
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => caller.call("docketpay_search_invoices", SEARCH)));
    expect(double.calls.map(({ procedure }) => procedure)).toEqual(Array(11).fill("dbo.docketpay_search_invoices"));
    expect(double.batches.length).toBeGreaterThanOrEqual(1);
    for (const line of double.batches.join("\n").split("\n")) expect(line).toMatch(/^set [a-z_ ]+( [a-z0-9_-]+)?$/);
    const kinds: number[] = [PACKET.prelogin, PACKET.login, PACKET.sqlBatch, PACKET.rpc];
    expect(double.kinds.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });

  it("is not asked for a procedure or a parameter that the script does not have", async () => {
    await expect(caller.call("sp_executesql", {})).rejects.toThrow("no procedure sp_executesql");
    await expect(caller.call("docketpay_search_invoices", { ...SEARCH, sql: "1" })).rejects.toThrow("no parameter sql");
    expect(double.calls).toEqual([]);
  });

  it("tells a refused login, a missing procedure and a missing right by their numbers", async () => {
    double.login = () => ({ number: 18456, message: "Login failed for user 'docketpay'." });
    await expect(caller.call("docketpay_search_invoices", SEARCH)).rejects.toMatchObject({ code: "ELOGIN" });
    double.login = () => null;
    double.answer = () => ({ error: { number: 2812, message: "Could not find stored procedure." } });
    await expect(caller.call("docketpay_search_invoices", SEARCH)).rejects.toMatchObject({ number: 2812 });
    double.answer = () => ({ error: { number: 229, message: "The EXECUTE permission was denied." } });
    await expect(caller.call("docketpay_search_invoices", SEARCH)).rejects.toMatchObject({ number: 229 });
    double.answer = () => [];
    expect(await caller.call("docketpay_search_invoices", SEARCH)).toEqual([]);
  });

  it("is reached again after it cut every connection", async () => {
    await caller.call("docketpay_search_invoices", SEARCH);
    const logins = double.logins.length;
    double.cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await caller.call("docketpay_search_invoices", SEARCH)).toEqual([]);
    expect(double.logins).toHaveLength(logins + 1);
  });

  it("is given up on when it does not answer in time, and then asked again", async () => {
    await caller.close();
    caller = open({ callTimeoutMs: 150 });
    double.answer = () => "hang";
    await expect(caller.call("docketpay_search_invoices", SEARCH)).rejects.toMatchObject({ code: "ETIMEOUT" });
    double.answer = () => [{ one: "1" }];
    expect(await caller.call("docketpay_search_invoices", SEARCH)).toEqual([{ one: "1" }]);
  });

  it("that is not there is told as such", async () => {
    const { port } = double;
    await double.stop();
    double = await startTdsDouble();
    caller = open({ port });
    await expect(caller.call("docketpay_search_invoices", SEARCH)).rejects.toMatchObject({ code: "ESOCKET" });
  });
});
