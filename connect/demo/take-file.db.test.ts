import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDemoPostgres } from "@/connect/databases/demo-postgres";
import { folderDrop } from "@/connect/drops/folder";
import { Journal } from "@/connect/drops/journal";
import { procedureMatterSystem } from "@/connect/procedure-matter-system";
import { MATTER_PLACES, type MatterPlace } from "@/db/seed/matter-systems/places";
import { seedMatterSystems } from "@/db/seed/matter-systems/seed-matter-systems";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { BUILT_IN_LAYOUTS } from "@/lib/posting-layouts/built-in-layouts";
import { encodePostingFile } from "@/lib/posting-layouts/hash-posting-file";
import type { PostingFileRecord, PostingLayout } from "@/lib/posting-layouts/model";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { useTestDatabase } from "@/tests/support/test-database";
import { importFiles } from "./importer";
import { takeFile } from "./take-file";

const test = useTestDatabase();
const home = mkdtempSync(join(tmpdir(), "docketpay-take-"));

const CASES = MATTER_PLACES.filter(({ firm }) => firm.slug === "hartwell").flatMap((place) =>
  BUILT_IN_LAYOUTS[place.system].map((layout) => ({ place, layout, name: layout.name })),
);

beforeAll(async () => {
  await seedMatterSystems(test.url, { now: new Date("2026-11-21T12:00:00Z") });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.each(CASES)("$name", ({ place, layout }) => {
  const { system, schema } = place;
  let counter = 100 * (1 + CASES.findIndex((each) => each.layout === layout));
  const caller = () => openDemoPostgres({ databaseUrl: test.url, schema, system, maxConnections: 1 });
  const at = () => ({ databaseUrl: test.url, schema, system });

  it("is taken to the cent, found by its references, and taken back by reversals", async () => {
    await withSystem(place, caller(), async (matterSystem) => {
      const items = await findItems(matterSystem);
      const paid = items.map((item, index) => recordOf(place, item, `D-2026-${++counter}`, 10_001 + index));
      await take(at(), layout, paid, "invoice");
      expect(await balances(matterSystem, items)).toEqual(
        items.map((item, index) => item.balanceCents - 10_001 - index),
      );
      const confirmed = await matterSystem.confirmRecords([...paid.map(({ reference }) => reference), "D-2026-9"]);
      expect(confirmed.map(({ reference }) => reference).sort()).toEqual(paid.map(({ reference }) => reference).sort());
      expect(confirmed.every(({ receiptRef, receivedOn }) => receiptRef !== "" && receivedOn === "2026-11-21")).toBe(
        true,
      );

      const back = paid.map((record) => reversalOf(record, `D-2026-${++counter}`, -1_001));
      await take(at(), layout, back, "invoice");
      const after = items.map((item, index) => item.balanceCents - 9_000 - index);
      expect(await balances(matterSystem, items)).toEqual(after);
    });
  });

  it("books a deposit into trust, and one that came back", async () => {
    await withSystem(place, caller(), async (matterSystem) => {
      const { items } = await matterSystem.searchTrustLedgers(searchFor("matter_number", "10427-0003"));
      expect(items.map(({ bankAccount }) => bankAccount).sort()).toEqual(["ESCROW", "IOLTA"]);
      const paid = items.map((item, index) => recordOf(place, item, `D-2026-${++counter}`, 500_000 + index));
      await take(at(), layout, paid, "trust");
      expect(await balances(matterSystem, items)).toEqual(
        items.map((item, index) => item.balanceCents + 500_000 + index),
      );
      const [first] = paid;
      if (!first) throw new Error("no ledger");
      await take(at(), layout, [reversalOf(first, `D-2026-${++counter}`, -500_000)], "trust");
      expect((await balances(matterSystem, items))[0]).toBe(items[0]?.balanceCents);
      expect((await matterSystem.confirmRecords([first.reference])).length).toBe(1);
    });
  });

  it("settles a bill that is paid in full, and opens it again", async () => {
    await withSystem(place, caller(), async (matterSystem) => {
      const { items } = await matterSystem.searchInvoices(searchFor("invoice_number", "204183"));
      const [item] = items;
      if (!item) throw new Error("no invoice");
      const record = recordOf(place, item, `D-2026-${++counter}`, item.balanceCents);
      await take(at(), layout, [record], "invoice");
      const status = async () =>
        (await matterSystem.readItems([item])).map((read) => `${read.status} ${read.balanceCents}`);
      expect(await status()).toEqual(["paid 0"]);
      await take(at(), layout, [reversalOf(record, `D-2026-${++counter}`, -item.balanceCents)], "invoice");
      expect(await status()).toEqual([`open ${item.balanceCents}`]);
    });
  });

  it("is taken once, and refused whole when it is damaged or names what there is not", async () => {
    await withSystem(place, caller(), async (matterSystem) => {
      const items = await findItems(matterSystem);
      const records = items.map((item) => recordOf(place, item, `D-2026-${++counter}`, 2_500));
      const { bytes } = render(layout, records);
      const text = bytes.toString("latin1");
      const damages = [
        text.slice(0, -3),
        text.slice(0, Math.floor(text.length / 2)),
        text.replace(layout.format === "fixed" ? /0000002500D/ : /25\.00/, (amount) => amount.replace("25", "26")),
        text.replace(items[0]?.invoiceNumber ?? "", layout.format === "fixed" ? "999999" : "999999"),
      ];
      const before = await balances(matterSystem, items);
      for (const damaged of damages) {
        const taken = takeFile(at(), { name: "x", bytes: Buffer.from(damaged, "latin1") });
        await expect(taken).rejects.toMatchObject({ name: "RefusedFile" });
      }
      expect(await balances(matterSystem, items)).toEqual(before);
      expect(await takeFile(at(), { name: "x", bytes })).toEqual({ receipts: records.length, isRepeat: false });
      expect(await takeFile(at(), { name: "x", bytes })).toEqual({ receipts: records.length, isRepeat: true });
      expect(await balances(matterSystem, items)).toEqual(before.map((cents) => cents - 2_500));
    });
  });
});

describe("importFiles", () => {
  it("moves what it takes away, and keeps what it refuses with the reason", async () => {
    const place = CASES[0]?.place;
    const layout = CASES[0]?.layout;
    if (!place || !layout) throw new Error("no case");
    const { schema, system } = place;
    await withSystem(place, openDemoPostgres({ databaseUrl: test.url, schema, system }), async (matterSystem) => {
      const [item] = await findItems(matterSystem);
      if (!item) throw new Error("no invoice");
      const { bytes, fileName } = render(layout, [recordOf(place, item, "D-2026-99001", 100)]);
      mkdirSync(join(home, "files", ".docketpay"), { recursive: true });
      writeFileSync(join(home, "files", fileName), bytes);
      writeFileSync(join(home, "files", "scrap.txt"), "nothing that anybody reads");
      const told: string[] = [];
      const tell = (words: string) => told.push(words);
      await importFiles({ databaseUrl: test.url, schema, system, home, everyMs: 1, tell });
      expect(readdirSync(join(home, "files"))).toEqual([".docketpay"]);
      expect(readFileSync(join(home, "taken", fileName))).toEqual(bytes);
      expect(readdirSync(join(home, "refused")).sort()).toEqual(["scrap.txt", "scrap.txt.reason.txt"]);
      expect(told).toHaveLength(1);
    });
  });
});

async function withSystem(
  { system }: MatterPlace,
  caller: ReturnType<typeof openDemoPostgres>,
  work: (matterSystem: MatterSystem) => Promise<void>,
): Promise<void> {
  const drop = folderDrop({ folder: home }, new Journal(join(home, "journal")));
  try {
    await work(
      procedureMatterSystem({ definition: matterSystemDefinition(system), caller, drop, serviceVersion: "test" }),
    );
  } finally {
    await caller.close();
  }
}

function searchFor(by: "invoice_number" | "matter_number", query: string) {
  return { by, query, match: "exact", cursor: null, limit: 50 } as const;
}

/** One bill of one payor, both payors of a shared one, and one client's bill of a number that two clients share. */
async function findItems(system: MatterSystem): Promise<OpenItem[]> {
  const found = await Promise.all(
    ["204118", "204180", "204188"].map((number) => system.searchInvoices(searchFor("invoice_number", number))),
  );
  const items = found.flatMap((page) => page.items).filter(({ clientNumber }) => clientNumber !== "10285");
  expect(items).toHaveLength(4);
  return items;
}

async function balances(system: MatterSystem, items: readonly OpenItem[]): Promise<number[]> {
  const read = await system.readItems(items);
  return items.map(({ key }) => read.find((item) => item.key === key)?.balanceCents ?? Number.NaN);
}

function recordOf({ system }: MatterPlace, item: OpenItem, reference: string, amountCents: number): PostingFileRecord {
  const { key: itemKey, kind: itemKind, clientNumber, clientName, matterNumber, matterName } = item;
  const { invoiceNumber, payorNumber, payorName } = item;
  const { defaultCodes } = matterSystemDefinition(system);
  const codes = defaultCodes[itemKind === "trust" ? "trust" : "operating"];
  return {
    ...{ reference, itemKey, itemKind, clientNumber, clientName, matterNumber, matterName },
    ...{ invoiceNumber, payorNumber, payorName, amountCents, ...codes },
    ...{ paymentNumber: "P-2026-000041", kind: "payment", reversesReference: "", payerName: 'Zoë "Z" Ångström, Esq.' },
    ...{ currency: "USD", postingDate: "2026-11-21", transactionDate: "2026-11-20", arMessage: "Docketpay payment" },
    ...{ methodKind: "card", methodLast4: "4242", authCode: "T81934" },
    ...(item.bankAccount === "" ? {} : { bankAccount: item.bankAccount }),
  };
}

function reversalOf(record: PostingFileRecord, reference: string, amountCents: number): PostingFileRecord {
  return { ...record, kind: "reversal", reference, reversesReference: record.reference, amountCents };
}

function render(layout: PostingLayout, records: readonly PostingFileRecord[]): { bytes: Buffer; fileName: string } {
  const result = renderPostingFile(layout, {
    ...{ batchId: "pbt_1", number: "B-2026-000012", createdOn: "2026-11-21", postedOn: "2026-11-21" },
    ...{ firmName: "Hartwell & Lowe LLP", currency: "USD", records },
  });
  if (!result.ok) throw new Error(result.refusal.message);
  return { bytes: encodePostingFile(result.file), fileName: result.file.fileName };
}

/** Of trust money a file is of one bank account. */
async function take(
  at: { databaseUrl: string; schema: string; system: MatterPlace["system"] },
  layout: PostingLayout,
  records: readonly PostingFileRecord[],
  kind: "invoice" | "trust",
): Promise<void> {
  const files = kind === "trust" ? records.map((record) => [record]) : [records];
  for (const file of files) {
    const { bytes, fileName } = render(layout, file);
    expect(await takeFile(at, { name: fileName, bytes })).toEqual({ receipts: file.length, isRepeat: false });
  }
}
