import { afterAll, beforeAll, expect, it } from "vitest";
import type { ItemKind, ItemSearch, OpenItem, ReadItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { TestDatabase } from "@/tests/support/test-database";
import { MANY_BILLS, MANY_CLIENT, tellContractStory } from "./contract-story";
import { describeDelivery } from "./delivery-contract";
import { expectedInvoices, expectedLedgers, inOrder, type Told, toldOf } from "./expected-items";
import { describeHostileInput } from "./hostile-input-contract";
import { type Carry, openSystem } from "./open-system";
import { describeRecords } from "./records-contract";
import { askSchema, type SystemUnderTest, writeSystem } from "./systems";

/** What every implementation of the port keeps to, whatever it stands on. */
export function describeMatterSystem(under: SystemUnderTest, test: TestDatabase, carry?: Carry): void {
  const story = tellContractStory(under.mostNumber);
  const opened = openSystem(under, test, carry);
  beforeAll(() => writeSystem(test.url, under, story));
  afterAll(() => opened.close());
  const system = () => opened.system();

  it("says what it is", async () => {
    expect(await system().describe()).toMatchObject({ system: under.id, scriptVersion: "1", hasTrust: true });
  });

  it("finds by each field what is open, whole and in part", async () => {
    const [invoice] = await search(system(), "invoice", { by: "invoice_number", query: "204118", match: "exact" });
    expect(invoice).toMatchObject({ invoiceNumber: "204118", balanceCents: 312_500, clientNumber: "10427" });
    const { clientName = "", matterName = "" } = invoice ?? {};
    for (const [by, whole, part] of [
      ["client_name", clientName.toUpperCase(), clientName.slice(2, 9).toLowerCase()],
      ["client_number", " 10427 ", "042"],
      ["matter_number", "10427-0003", "27-0003"],
      ["matter_description", matterName, matterName.slice(3)],
      ["invoice_number", "204118", "0411"],
    ] as const) {
      for (const [match, query] of [
        ["exact", whole],
        ["contains", part],
      ] as const) {
        const found = await searchAll(system(), "invoice", { by, query, match });
        expect(
          found.map(({ key }) => key),
          `${by} ${match} ${query}`,
        ).toContain(invoice?.key);
      }
    }
  });

  it("finds all that is open and nothing reversed, closed, purged, paid or in credit", async () => {
    const open = expectedInvoices(story, under.id).filter(({ status }) => status === "open");
    const found = await searchAll(system(), "invoice", { by: "invoice_number", query: "2", match: "contains" });
    const wanted = open.filter(({ invoiceNumber }) => invoiceNumber.includes("2"));
    expect(wanted.length).toBeGreaterThan(150);
    expect(inOrder(found.map(openTold))).toEqual(inOrder(wanted));
    expect(found.map(({ datedOn }) => datedOn)).toEqual(found.map(({ datedOn }) => datedOn).sort());
  });

  it("shows each payor of a shared bill on a line of its own", async () => {
    const found = await search(system(), "invoice", { by: "invoice_number", query: "204180", match: "exact" });
    const told = found.map(({ payorPercent, originalCents, balanceCents }) => [
      payorPercent,
      originalCents,
      balanceCents,
    ]);
    expect(told.sort()).toEqual([
      [20, 240_001, 240_001],
      [80, 960_000, 460_000],
    ]);
    expect(new Set(found.map(({ payorNumber }) => payorNumber)).size).toBe(2);
    expect(new Set(found.map(({ key }) => key)).size).toBe(2);
  });

  it("shows both bills that share a number, and of a bill that was billed anew the new one", async () => {
    const shared = await search(system(), "invoice", { by: "invoice_number", query: "204188", match: "exact" });
    expect(shared.map(({ clientNumber }) => clientNumber).sort()).toEqual(["10285", "10360"]);
    const anew = await search(system(), "invoice", { by: "invoice_number", query: "204172", match: "exact" });
    expect(anew.map(({ balanceCents }) => balanceCents)).toEqual([216_500]);
  });

  it("finds trust ledgers by each field but the invoice number, emptied ones too", async () => {
    const open = expectedLedgers(story).filter(({ status }) => status === "open");
    const found = await searchAll(system(), "trust", { by: "client_number", query: "10", match: "contains" });
    const wanted = open.filter(({ clientNumber }) => clientNumber.includes("10"));
    expect(wanted.some(({ balanceCents }) => balanceCents === 0)).toBe(true);
    expect(inOrder(found.map(openTold))).toEqual(inOrder(wanted));
    const [first] = found;
    for (const [by, query] of [
      ["client_name", first?.clientName],
      ["matter_number", first?.matterNumber],
      ["matter_description", first?.matterName],
    ] as const) {
      const again = await searchAll(system(), "trust", { by, query: query ?? "", match: "exact" });
      expect(
        again.map(({ key }) => key),
        by,
      ).toContain(first?.key);
    }
    expect(await searchAll(system(), "trust", { by: "invoice_number", query: "2", match: "contains" })).toEqual([]);
  });

  it("answers an empty page where nothing is", async () => {
    for (const kind of ["invoice", "trust"] as const)
      for (const match of ["contains", "exact"] as const)
        expect(await ask(system(), kind, { by: "client_name", query: "Nobody of that name", match })).toEqual({
          items: [],
          nextCursor: null,
        });
  });

  it("pages through ten thousand without a gap and without a double", async () => {
    const found = await searchAll(system(), "invoice", { by: "client_number", query: MANY_CLIENT, match: "exact" });
    expect(found).toHaveLength(MANY_BILLS);
    expect(new Set(found.map(({ invoiceNumber }) => invoiceNumber)).size).toBe(MANY_BILLS);
    expect(found.map(({ datedOn }) => datedOn)).toEqual(found.map(({ datedOn }) => datedOn).sort());
    await expect(
      ask(system(), "invoice", { by: "client_number", query: "1", match: "exact", cursor: "zzz" }),
    ).rejects.toThrow("cursor");
  });

  it("reads every item as it stands, whatever its status", async () => {
    for (const [kind, expected] of [
      ["invoice", expectedInvoices(story, under.id)],
      ["trust", expectedLedgers(story)],
    ] as const) {
      const read = await readAll(system(), kind, await allKeys(test, under, kind));
      const statuses = new Set(read.map(({ status }) => status));
      expect([...statuses].sort()).toEqual(
        kind === "invoice" ? ["closed", "open", "paid", "reversed"] : ["closed", "open"],
      );
      expect(inOrder(read.map(toldOf))).toEqual(inOrder(expected));
    }
  });

  it("finds every invoice of a number, whatever its status, and nothing of another number", async () => {
    const told = expectedInvoices(story, under.id);
    const ended = new Map(told.filter(({ status }) => status !== "open").map((one) => [one.status, one.invoiceNumber]));
    expect([...ended.keys()].sort()).toEqual(["closed", "paid", "reversed"]);
    for (const number of [...ended.values(), "204118", "204172", "204180", "204188", "204190"]) {
      const found = await system().findInvoices(` ${number} `);
      const wanted = told.filter(({ invoiceNumber }) => invoiceNumber === number);
      expect(inOrder(found.map(toldOf)), number).toEqual(inOrder(wanted));
      expect(found.map(({ datedOn }) => datedOn)).toEqual(
        found
          .map(({ datedOn }) => datedOn)
          .sort()
          .reverse(),
      );
    }
    for (const none of ["", "20411", "999999999999999999999", "1' OR '1'='1", "%", "\0"])
      expect(await system().findInvoices(none), none).toEqual([]);
  });

  it("reads up to five hundred at once, each once, and nothing of what it does not know", async () => {
    const many = await search(system(), "invoice", { by: "client_number", query: MANY_CLIENT, match: "exact" });
    const refs = many.map(({ key }) => ({ kind: "invoice" as const, key }));
    expect(await system().readItems(refs)).toHaveLength(500);
    const [known] = refs;
    const strange = ["0", "-", "99999999999999999999", "abc", "1' OR '1'='1", "1-1-1", "\0", "", "é".repeat(80)];
    const asked = [...strange.map((key) => ({ kind: "invoice" as const, key })), known, known];
    expect(await system().readItems(asked.filter((ref) => ref !== undefined))).toMatchObject([{ key: known?.key }]);
    expect(await system().readItems([])).toEqual([]);
    const tooMany = [...refs, { kind: "invoice" as const, key: "1" }];
    await expect(system().readItems(tooMany)).rejects.toThrow("500");
  });

  describeHostileInput({ system, story, under, test });
  describeRecords({ opened, under, test });
  describeDelivery({ opened, under, test });
}

function openTold(item: OpenItem): Told {
  return toldOf({ ...item, status: "open" });
}

type Asked = Omit<ItemSearch, "cursor" | "limit"> & { cursor?: string; limit?: number };

function ask(system: MatterSystem, kind: ItemKind, { cursor, limit, ...asked }: Asked) {
  const input = { ...asked, cursor: cursor ?? null, limit: limit ?? 500 };
  return kind === "invoice" ? system.searchInvoices(input) : system.searchTrustLedgers(input);
}

async function search(system: MatterSystem, kind: ItemKind, asked: Asked): Promise<OpenItem[]> {
  return (await ask(system, kind, asked)).items;
}

async function searchAll(system: MatterSystem, kind: ItemKind, asked: Asked): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await ask(system, kind, { ...asked, cursor: cursor ?? undefined });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

async function allKeys(test: TestDatabase, under: SystemUnderTest, kind: ItemKind): Promise<string[]> {
  const rows = await askSchema<{ key: string }>(test.url, under.schema, under.keysSql[kind]);
  return rows.map(({ key }) => key);
}

async function readAll(system: MatterSystem, kind: ItemKind, keys: readonly string[]): Promise<ReadItem[]> {
  const read: ReadItem[] = [];
  for (let from = 0; from < keys.length; from += 500)
    read.push(...(await system.readItems(keys.slice(from, from + 500).map((key) => ({ kind, key })))));
  return read;
}
