import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderDrop } from "@/connect/drops/folder";
import { Journal } from "@/connect/drops/journal";
import type { PostingFile } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { hashPostingFile } from "@/lib/posting-layouts/hash-posting-file";
import type { TestDatabase } from "@/tests/support/test-database";
import type { OpenedSystem } from "./open-system";
import { askSchema, type SystemUnderTest } from "./systems";

/** The answer to a delivery is lost after the file is there: the note of its end fails. */
const FORGETFUL = `
  create function forget() returns trigger language plpgsql as $$ begin raise exception 'nobody hears this'; end $$;
  create trigger forget before update on docketpay_batches for each row execute function forget()`;

type Bench = { opened: OpenedSystem; under: SystemUnderTest; test: TestDatabase };

/** A batch is handed over once, whatever was interrupted. How the folder itself keeps to it is proven in tests/crash. */
export function describeDelivery({ opened, under, test }: Bench): void {
  let home = "";
  let folder = "";
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "docketpay-contract-"));
    folder = mkdtempSync(join(home, "in-"));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const open = (input: { databaseUrl?: string; into?: string } = {}): MatterSystem =>
    opened.open({
      drop: folderDrop({ folder: input.into ?? folder }, new Journal(join(home, "journal"))),
      options: input.databaseUrl === undefined ? {} : { databaseUrl: input.databaseUrl },
    });
  const names = () => readdirSync(folder).filter((name) => !name.startsWith("."));

  it("delivers a batch, and says where it is", async () => {
    const file = batch("pbt_first", "one line\r\n'; DROP TABLE ledger; --\r\n");
    const outcome = await open().deliverBatch(file);
    expect(outcome).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(readFileSync(join(folder, file.fileName), "utf8")).toBe(file.content);
    expect(await staged(file.batchId)).toEqual([{ sha256: file.sha256, place: join(folder, file.fileName) }]);
  });

  it("does not write the same batch again, also when its reader has taken it away", async () => {
    const file = batch("pbt_twice", "twice\r\n");
    await open().deliverBatch(file);
    expect(await open().deliverBatch(file)).toMatchObject({ kind: "delivered", isRepeat: true });
    rmSync(join(folder, file.fileName));
    expect(await open().deliverBatch(file)).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(names()).not.toContain(file.fileName);
  });

  it("delivers once when the answer to the first attempt was lost", async () => {
    const file = batch("pbt_unknown", "unknown\r\n");
    await askSchema(test.url, under.schema, FORGETFUL);
    await expect(open().deliverBatch(file)).rejects.toThrow("nobody hears this");
    expect(names()).toContain(file.fileName);
    rmSync(join(folder, file.fileName));
    await askSchema(test.url, under.schema, "drop trigger forget on docketpay_batches");
    expect(await open().deliverBatch(file)).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(names()).not.toContain(file.fileName);
    expect(await staged(file.batchId)).toEqual([{ sha256: file.sha256, place: join(folder, file.fileName) }]);
  });

  it("refuses a batch that comes with another content, and a file that came damaged", async () => {
    const file = batch("pbt_changed", "first\r\n");
    await open().deliverBatch(file);
    const other = batch("pbt_changed", "second\r\n");
    expect(await open().deliverBatch(other)).toMatchObject({ kind: "refused" });
    const damaged = { ...batch("pbt_damaged", "whole\r\n"), content: "who" };
    expect(await open().deliverBatch(damaged)).toMatchObject({ kind: "refused" });
    expect(readFileSync(join(folder, file.fileName), "utf8")).toBe("first\r\n");
  });

  it("keeps a batch for later when the database or the folder cannot be reached", async () => {
    const file = batch("pbt_outage", "outage\r\n");
    await expect(open({ databaseUrl: "postgres://nobody@127.0.0.1:9/none" }).deliverBatch(file)).rejects.toThrow();
    writeFileSync(join(home, "blocked"), "a file where a folder should be");
    await expect(open({ into: join(home, "blocked", "in") }).deliverBatch(file)).rejects.toThrow();
    expect(await open().deliverBatch(file)).toMatchObject({ kind: "delivered" });
    expect(names().filter((name) => name === file.fileName)).toHaveLength(1);
  });

  function staged(batchId: string) {
    const sql = "select sha256, place from docketpay_batches where batch_id = $1";
    return askSchema<{ sha256: string; place: string }>(test.url, under.schema, sql, [batchId]);
  }
}

function batch(batchId: string, content: string): PostingFile {
  const file = { batchId, fileName: `docketpay-${batchId}.txt`, content, encoding: "utf8" as const };
  const posting = { ...file, sha256: "", records: 1, totalCents: 125_000 };
  return { ...posting, sha256: hashPostingFile(posting) };
}
