import { afterAll, expect, it } from "vitest";
import { procedureBatchStaging } from "@/connect/batch-staging";
import { openDemoPostgres } from "@/connect/databases/demo-postgres";
import type { TestDatabase } from "@/tests/support/test-database";
import type { OpenedSystem } from "./open-system";
import { askSchema, type SystemUnderTest } from "./systems";

type Bench = { opened: OpenedSystem; under: SystemUnderTest; test: TestDatabase };

/** The lists that postings name, and what became of them. */
export function describeRecords({ opened, under, test }: Bench): void {
  it("lists the accounts, codes and types that a posting can name, none that is out of use", async () => {
    const system = opened.system();
    const banks = await system.listBankAccounts();
    expect(banks.map(({ code, isTrust }) => [code, isTrust])).toEqual([
      ["ESCROW", true],
      ["IOLTA", true],
      ["OPER", false],
    ]);
    for (const list of [await system.listLedgerCodes(), await system.listTransactionTypes()]) {
      expect(list.length).toBeGreaterThanOrEqual(4);
      expect(list.some(({ isTrust }) => isTrust)).toBe(true);
      expect(list.every(({ code, name }) => code !== "" && name !== "")).toBe(true);
    }
  });

  it("confirms the records that became receipts, of operating and of trust money", async () => {
    const system = opened.system();
    expect(await system.confirmRecords([])).toEqual([]);
    const paid = "D-2026-000901";
    const held = "D-2026-000902";
    await askSchema(test.url, under.schema, under.receiptSql.operating, [paid]);
    await askSchema(test.url, under.schema, under.receiptSql.trust, [held]);
    // A receipt that was entered by hand under the same words is shown once.
    await askSchema(test.url, under.schema, under.receiptSql.operating, [paid]);
    const others = Array.from({ length: 498 }, (_, index) => `D-2026-${String(index).padStart(6, "0")}`);
    const confirmed = await system.confirmRecords([paid, ...others, held]);
    expect(confirmed.map(({ reference, receivedOn }) => [reference, receivedOn]).sort()).toEqual([
      [paid, "2026-03-09"],
      [held, "2026-03-09"],
    ]);
    expect(confirmed.every(({ receiptRef }) => receiptRef !== "")).toBe(true);
    await expect(system.confirmRecords([...others, ...["a", "b", "c"]])).rejects.toThrow("500");
  });

  describeStaging(under, test);

  it("tells that it cannot be reached", async () => {
    const away = opened.open({ options: { databaseUrl: "postgres://nobody@127.0.0.1:9/none" } });
    await expect(away.describe()).rejects.toThrow();
    await expect(away.readItems([{ kind: "invoice", key: "1" }])).rejects.toThrow();
  });
}

const BATCH = {
  batchId: "pbt_1",
  fileName: "docketpay-B-2026-000001.txt",
  content: "x",
  encoding: "utf8",
  sha256: "ab".repeat(32),
  records: 20_000,
  totalCents: 123_456_789_012,
} as const;

function describeStaging(under: SystemUnderTest, test: TestDatabase): void {
  const close: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(close.map((one) => one())));
  const open = () => {
    const caller = openDemoPostgres({ databaseUrl: test.url, schema: under.schema, system: under.id });
    close.push(() => caller.close());
    return procedureBatchStaging(caller);
  };

  it("notes a batch once, and where it went once", async () => {
    const staging = open();
    expect(await staging.find(BATCH.batchId)).toBeNull();
    await staging.begin(BATCH);
    expect(await staging.find(BATCH.batchId)).toEqual({ sha256: BATCH.sha256, place: null });
    await staging.begin({ ...BATCH, sha256: "cd".repeat(32) });
    expect(await staging.find(BATCH.batchId)).toEqual({ sha256: BATCH.sha256, place: null });
    await staging.end(BATCH.batchId, "C:\\in\\it's [100%].txt");
    await staging.end(BATCH.batchId, "elsewhere");
    expect(await staging.find(BATCH.batchId)).toEqual({ sha256: BATCH.sha256, place: "C:\\in\\it's [100%].txt" });
    await staging.end("pbt_unknown", "nowhere");
    expect(await staging.find("pbt_unknown")).toBeNull();
  });

  it("keeps the total of a batch to the cent, and writes no other table", async () => {
    const rows = await askSchema<{ total: string; records: number }>(
      test.url,
      under.schema,
      "select total_cents::text as total, records from docketpay_batches",
    );
    expect(rows).toEqual([{ total: "123456789012", records: 20_000 }]);
  });
}
