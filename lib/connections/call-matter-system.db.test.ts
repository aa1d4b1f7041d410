import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { DESCRIPTION, makeItem, makeSystem } from "@/tests/support/connect-bench";
import { POSTING_FILE, SEARCH, useConnectLine } from "@/tests/support/connect-line";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { matterSystemOf } from "./call-matter-system";
import { createConnection } from "./create-connection";

const database = useTestDatabase();
const own = useConnectLine();

describe("a matter system at the other end of the line", () => {
  it("is asked and answers, each operation as the port has it", async () => {
    const { id } = await own.connect();
    const system = matterSystemOf(own.ctx, id);
    expect(await system.describe()).toEqual(DESCRIPTION);
    expect(await system.searchInvoices(SEARCH)).toEqual({ items: [makeItem()], nextCursor: null });
    expect(await system.searchTrustLedgers(SEARCH)).toEqual({ items: [], nextCursor: null });
    expect(await system.readItems([{ kind: "invoice", key: "a" }])).toMatchObject([{ status: "open" }]);
    expect(await system.listBankAccounts()).toEqual([{ code: "OP1", name: "Operating", isTrust: false }]);
    expect(await system.listLedgerCodes()).toEqual([]);
    expect(await system.listTransactionTypes()).toEqual([]);
    expect(await system.confirmRecords(["D-2026-000001"])).toEqual([]);
    expect(await system.deliverBatch(POSTING_FILE)).toEqual({
      kind: "delivered",
      isRepeat: false,
      place: "/drop/a.txt",
    });
    const left = await database.asOwner("select 1 from connection_requests");
    expect(left).toHaveLength(0);
  });

  it("answers many at once, each its own question", async () => {
    const { id } = await own.connect({
      system: makeSystem({
        searchInvoices: async ({ query }) => ({ items: [makeItem({ clientName: query })], nextCursor: query }),
      }),
    });
    const system = matterSystemOf(own.ctx, id);
    const queries = Array.from({ length: 40 }, (_, index) => `client ${index}`);
    const pages = await Promise.all(queries.map((query) => system.searchInvoices({ ...SEARCH, query })));
    expect(pages.map((page) => page.nextCursor)).toEqual(queries);
  });

  it("is given whatever a person can type, and gives back whatever a client may be called", async () => {
    const asked: string[] = [];
    const { id } = await own.connect({
      system: makeSystem({
        searchInvoices: async ({ query }) => {
          asked.push(query);
          return { items: [makeItem({ clientName: `${query}\u0000\ud800` })], nextCursor: null };
        },
      }),
    });
    const typed = ["O'Brien; drop table x --", "100%_[a]\\", "漢字 😀 naïve", "a".repeat(200), '"{}"'];
    for (const query of typed) {
      const page = await matterSystemOf(own.ctx, id).searchInvoices({ ...SEARCH, query });
      expect(page.items[0]?.clientName).toBe(`${query}\ufffd`);
    }
    // What no database can hold is nowhere, and not asked for.
    for (const query of ["\u0000", "a\u0000", "\ud800"])
      expect(await matterSystemOf(own.ctx, id).searchInvoices({ ...SEARCH, query })).toEqual({
        items: [],
        nextCursor: null,
      });
    expect(asked).toEqual(typed);
  });

  it("says in words what it could not do", async () => {
    const { id } = await own.connect({
      system: makeSystem({
        searchInvoices: async () => {
          throw new Error("The login docketpay may not execute docketpay_search_invoices.");
        },
      }),
    });
    const error = await matterSystemOf(own.ctx, id)
      .searchInvoices(SEARCH)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: "upstream_unavailable",
      reason: "connector_failed",
      userMessage: "The matter system could not answer. The login docketpay may not execute docketpay_search_invoices.",
    });
  });

  it("is down before its service ever called, at once", async () => {
    const { id } = await createConnection(own.ctx, { name: "Not yet", system: "threeE" });
    await expect(matterSystemOf(own.ctx, id).describe()).rejects.toMatchObject({ reason: "connector_down" });
    expect(await database.asOwner("select 1 from connection_requests")).toHaveLength(0);
  });

  it("of another firm does not exist", async () => {
    const { id } = await own.connect();
    const other = (await makeTestFirm("frm_other")).ctxAt();
    await expect(matterSystemOf(other, id).describe()).rejects.toMatchObject({ code: "not_found" });
  });
});
