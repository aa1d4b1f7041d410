import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { openDemoPostgres } from "@/connect/databases/demo-postgres";
import { importFiles } from "@/connect/demo/importer";
import { folderDrop } from "@/connect/drops/folder";
import { Journal } from "@/connect/drops/journal";
import { procedureMatterSystem } from "@/connect/procedure-matter-system";
import { connections, connectSettings, postingAccounts } from "@/db/schema/connections";
import { firmCounters } from "@/db/schema/firms";
import { MATTER_PLACES } from "@/db/seed/matter-systems/places";
import { seedMatterSystems } from "@/db/seed/matter-systems/seed-matter-systems";
import { keepLines } from "@/lib/allocations/keep-lines";
import { makeConnectionKey } from "@/lib/connections/make-connection-key";
import type { MatterSystemId, OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { obligationOfLink } from "@/lib/pay-links/rules";
import type { ChargeResult } from "@/lib/payments/model";
import type { Clock } from "@/lib/platform/clock";
import { putInDirectory } from "@/lib/platform/directory";
import { randomIds } from "@/lib/platform/ids";
import { inFirm } from "@/lib/platform/tx";
import { sendPostings } from "@/lib/postings/send-postings";
import { clockAfter, payAs, START, staffCtx } from "./money-bench";
import type { TestDatabase } from "./test-database";
import { makeTestFirm, type TestFirm } from "./test-firm";

const CODES: Record<MatterSystemId, { operating: [string, string]; trust: [string, string] }> = {
  enterprise: { operating: ["PMTCC", "CC"], trust: ["TRPMT", "TR"] },
  threeE: { operating: ["10150", "CARD"], trust: ["21000", "TRUST"] },
  prolaw: { operating: ["10150", "CC"], trust: ["21000", "TRD"] },
  aderant: { operating: ["10150", "CCARD"], trust: ["21000", "TRUST"] },
};

export type PostingSystem = {
  id: MatterSystemId;
  schema: string;
  /** Where posting files wait for it. */
  folder: string;
  system: MatterSystem;
  /** Posting files that wait for the matter system, with what is in them. */
  files(): { name: string; content: string }[];
  taken(): string[];
  /** What it did not take, in words. */
  refused: string[];
  /** The matter system takes what is there. */
  importNow(): Promise<void>;
  close(): Promise<void>;
};

/** A demo matter system on the test's database with the service's own way to it, but for the line: procedures, folder and importer. */
export async function openPostingSystem(test: TestDatabase, id: MatterSystemId = "threeE"): Promise<PostingSystem> {
  const schema = MATTER_PLACES.find(({ system }) => system === id)?.schema ?? "";
  await seedMatterSystems(test.url, { now: START, schemas: [schema] });
  const home = mkdtempSync(join(tmpdir(), "docketpay-postings-"));
  const folder = join(home, "files");
  for (const name of ["files", "taken"]) await mkdir(join(home, name));
  const caller = openDemoPostgres({ databaseUrl: test.url, schema, system: id });
  const drop = folderDrop({ folder, workFolder: join(home, "work") }, new Journal(join(home, "journal")));
  const definition = matterSystemDefinition(id);
  const refused: string[] = [];
  return {
    ...{ id, schema, folder, refused },
    system: procedureMatterSystem({ definition, caller, drop, serviceVersion: "test" }),
    files: () =>
      readdirSync(folder)
        .filter((name) => !name.startsWith("."))
        .sort()
        .map((name) => ({ name, content: readFileSync(join(folder, name), "utf8") })),
    taken: () => readdirSync(join(home, "taken")).sort(),
    importNow: () =>
      importFiles({
        databaseUrl: test.url,
        schema,
        system: id,
        home,
        everyMs: 0,
        tell: (words) => refused.push(words),
      }),
    async close() {
      await caller.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type PostingBench = Awaited<ReturnType<typeof makePostingBench>>;

/** An open invoice that no matter system knows, for tests that ask none. */
export function inventItem(changes: Partial<OpenItem> = {}): OpenItem {
  const client = { clientNumber: "10427", clientName: "Bluewater Marine Supply, Inc." };
  const matter = { matterNumber: "10427-0003", matterName: "Harbor lease" };
  const payor = { payorNumber: "12", payorName: "Bluewater Marine Supply, Inc.", payorPercent: null };
  const amounts = { originalCents: 500_000, balanceCents: 500_000, currency: "USD" };
  const rest = {
    key: "4711",
    kind: "invoice" as const,
    invoiceNumber: "204118",
    bankAccount: "",
    datedOn: "2026-02-01",
  };
  return { ...client, ...matter, ...payor, ...amounts, ...rest, ...changes };
}

let benches = 0;

/** Firms of one test share its matter system, which knows a record and a file by their numbers. */
async function numberApart(firm: TestFirm): Promise<void> {
  benches += 1;
  const year = START.getUTCFullYear();
  const { firmId } = firm;
  const kinds = ["posting", "batch"].map((kind) => ({ firmId, kind, year, value: benches * 1_000 }));
  await inFirm(firm.ctxAt(), (tx) => tx.insert(firmCounters).values(kinds));
}

/** A firm with Connect switched on, its connection in use and its accounts mapped, and what can happen to its postings. */
export async function makePostingBench(test: TestDatabase, firmId: string, place: PostingSystem | null = null) {
  const id = place?.id ?? "threeE";
  const system = (): MatterSystem => {
    if (!place) throw new Error("This bench has no matter system.");
    return place.system;
  };
  const firm: TestFirm = await makeTestFirm(firmId, { linkLifeDays: 3_650 });
  const createdAt = new Date("2026-01-02T15:00:00Z");
  const connectionId = `con_${firmId}`;
  const { key, secretSealed } = makeConnectionKey(firmId, connectionId, randomIds.token());
  await inFirm(firm.ctxAt(), async (tx) => {
    const connection = {
      id: connectionId,
      name: "Test",
      system: id,
      secretSealed,
      createdBy: "system:test",
    };
    await tx.insert(connections).values({ ...connection, firmId, createdAt });
    await putInDirectory(tx, "connection", connectionId, connectionId);
    await tx.insert(connectSettings).values({ firmId, isOn: true, connectionId });
    for (const kind of ["operating", "trust"] as const) {
      const [ledgerCode, transactionType] = CODES[id][kind];
      const bankAccount = kind === "trust" ? "IOLTA" : "OPER";
      const names = { ledgerCode, transactionType, bankAccount };
      await tx.insert(postingAccounts).values({ firmId, accountId: `acc_${kind}`, connectionId, ...names });
    }
  });
  if (place) await numberApart(firm);
  const systemOf = () => system();

  async function findInvoice(number: string): Promise<OpenItem> {
    const by = { by: "invoice_number", query: number, match: "exact", cursor: null, limit: 10 } as const;
    const item = (await system().searchInvoices(by)).items[0];
    if (!item) throw new Error(`The matter system has no open invoice ${number}.`);
    return item;
  }

  async function findLedger(matter: string): Promise<OpenItem> {
    const by = { by: "matter_number", query: matter, match: "exact", cursor: null, limit: 10 } as const;
    const { items } = await system().searchTrustLedgers(by);
    const item = items.find(({ bankAccount }) => bankAccount === "IOLTA");
    if (!item) throw new Error(`The matter system has no ledger of ${matter}.`);
    return item;
  }

  /** A link over lines of the matter system, as Make a Payment sends it, paid by its client. */
  async function payLines(
    lines: readonly { item: OpenItem; amountCents: number }[],
    { method = "visa", clock = clockAfter(0) }: { method?: string; clock?: Clock } = {},
  ): Promise<ChargeResult> {
    const amountCents = lines.reduce((sum, line) => sum + line.amountCents, 0);
    const [first] = lines;
    const isTrust = first?.item.kind === "trust";
    const to = isTrust
      ? { account: "IOLTA Trust", clientRef: first.item.clientNumber, matterRef: first.item.matterNumber }
      : {};
    const link = await firm.makeLink({ send: false, amountCents, ...to }, clock);
    const ctx = firm.ctxAt(clock);
    const obligation = obligationOfLink(link.id);
    await inFirm(ctx, (tx) =>
      keepLines(ctx, tx, {
        ...{ obligation, connectionId, arMessage: "Thank you" },
        lines: lines.map((line) => ({ ...line, balanceCents: line.item.balanceCents })),
      }),
    );
    return payAs(firm, link.id, { method, clock });
  }

  return {
    firm,
    connectionId,
    /** For the service's side of the line. */
    key,
    systemOf,
    findInvoice,
    findLedger,
    payLines,
    clerkAfter: (ms = 0, accountIds: readonly string[] | null = null) =>
      staffCtx(firm, ["payments.view", "payments.refund", "postings.manage"], { accountIds, clock: clockAfter(ms) }),
    sendAfter: (ms = 0) => sendPostings(firm.ctxAt(clockAfter(ms)), systemOf),
    set: (changes: Partial<typeof connectSettings.$inferInsert>) =>
      inFirm(firm.ctxAt(), (tx) => tx.update(connectSettings).set(changes).where(eq(connectSettings.firmId, firmId))),
    /** Oldest first: state, reason, amount, cause and whether it takes another back. */
    records: async (paymentId?: string) => {
      const rows = await test.asOwner<Record<string, string | number | boolean>>(
        `select state, reason, amount_cents::int as cents, cause, reverses_id is not null as reverses from postings
         where firm_id = $1 and ($2::text is null or payment_id = $2) order by number`,
        [firmId, paymentId ?? null],
      );
      return rows.map(({ state, reason, cents, cause, reverses }) => [state, reason, cents, cause, reverses]);
    },
    ids: async (paymentId?: string) => {
      const rows = await test.asOwner<{ id: string }>(
        "select id from postings where firm_id = $1 and ($2::text is null or payment_id = $2) order by number",
        [firmId, paymentId ?? null],
      );
      return rows.map(({ id }) => id);
    },
    audited: async (action: string) => {
      const rows = await test.asOwner<{ actor: string; detail: Record<string, unknown> }>(
        "select actor, detail from audit_log where firm_id = $1 and action = $2 order by seq",
        [firmId, action],
      );
      return rows;
    },
  };
}
