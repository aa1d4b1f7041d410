import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { StoryMatter } from "@/db/seed/matter-systems/story";
import type { ItemKind, OpenItem, SearchField } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { TestDatabase } from "@/tests/support/test-database";
import type { ContractStory } from "./contract-story";
import { hostileQuery, hostileText, isFound } from "./hostile-texts";
import { askSchema, type SystemUnderTest } from "./systems";

type Bench = { system: () => MatterSystem; story: ContractStory; under: SystemUnderTest; test: TestDatabase };

const TEXTS = {
  client_name: (matter: StoryMatter) => matter.client.name,
  client_number: (matter: StoryMatter) => matter.client.number,
  matter_number: (matter: StoryMatter) => matter.number,
  matter_description: (matter: StoryMatter) => matter.name,
} as const;
const FIELDS = ["client_name", "client_number", "matter_number", "matter_description"] as const;
const KINDS = ["invoice", "trust"] as const;
const MATCHES = ["contains", "exact"] as const;
const RUNS = 60;

/** Nothing that a client, a matter or a clerk can write breaks a search, finds another, or reaches SQL as text. */
export function describeHostileInput({ system, story, under, test }: Bench): void {
  const { hostileMatters } = story;

  it("finds each hostile text by itself, and nothing else", async () => {
    expect(hostileMatters.length).toBeGreaterThanOrEqual(40);
    for (const [index, matter] of hostileMatters.entries()) {
      const by = FIELDS[index % FIELDS.length] ?? "client_name";
      for (const kind of KINDS)
        for (const match of MATCHES) {
          const query = TEXTS[by](matter);
          const found = await find(system(), kind, { by, query, match });
          expect(found, `${kind} ${match} ${JSON.stringify(query)}`).toEqual(
            expected(story, kind, { by, query, match }),
          );
          expect(found).toContain(matter.number);
        }
    }
  });

  it.each(FIELDS)("answers any query by %s with exactly what it matches", async (by) => {
    const texts = hostileMatters.map(TEXTS[by]);
    await fc.assert(
      fc.asyncProperty(
        hostileQuery(texts, 200),
        fc.constantFrom(...KINDS),
        fc.constantFrom(...MATCHES),
        async (query, kind, match) => {
          const asked = { by, query, match };
          expect(await find(system(), kind, asked)).toEqual(expected(story, kind, asked));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("takes any text as an invoice number", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText(200), fc.constantFrom(...MATCHES), async (query, match) => {
        const page = await system().searchInvoices({ by: "invoice_number", query, match, cursor: null, limit: 5 });
        for (const { invoiceNumber } of page.items) expect(isFound(invoiceNumber, query, match)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it("never puts a value into the text of a statement", async () => {
    const marker = "zqx'\"%_[\\]--zqx";
    for (const by of FIELDS)
      for (const kind of KINDS) for (const match of MATCHES) await find(system(), kind, { by, query: marker, match });
    await system().readItems([{ kind: "invoice", key: marker }]);
    await system().confirmRecords([marker]);
    const seen = await askSchema<{ query: string }>(
      test.url,
      under.schema,
      "select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    expect(seen.filter(({ query }) => query.includes("docketpay") || query.includes("$1")).length).toBeGreaterThan(0);
    expect(seen.filter(({ query }) => query.includes("zqx"))).toEqual([]);
  });

  it("refuses what is longer than a field can be", async () => {
    const asked = { by: "client_name", match: "contains", cursor: null, limit: 5 } as const;
    await expect(system().searchInvoices({ ...asked, query: "a".repeat(201) })).rejects.toThrow("200");
    await expect(system().searchInvoices({ ...asked, query: "a", limit: 501 })).rejects.toThrow("500");
  });
}

type Asked = { by: SearchField; query: string; match: "contains" | "exact" };

/** The matters of all that was found, sorted; the many bills of one matter count once. */
async function find(system: MatterSystem, kind: ItemKind, asked: Asked): Promise<string[]> {
  const numbers = new Set<string>();
  let cursor: string | null = null;
  do {
    const input = { ...asked, cursor, limit: 500 };
    const page: { items: OpenItem[]; nextCursor: string | null } =
      kind === "invoice" ? await system.searchInvoices(input) : await system.searchTrustLedgers(input);
    for (const { matterNumber } of page.items) numbers.add(matterNumber);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return [...numbers].sort();
}

function expected(story: ContractStory, kind: ItemKind, { by, query, match }: Asked): string[] {
  const text = by === "invoice_number" ? () => "" : TEXTS[by];
  const numbers = new Set<string>();
  for (const matter of openMatters(story, kind)) if (isFound(text(matter), query, match)) numbers.add(matter.number);
  return [...numbers].sort();
}

const known = new WeakMap<ContractStory, Record<ItemKind, Set<StoryMatter>>>();

function openMatters(story: ContractStory, kind: ItemKind): Set<StoryMatter> {
  const found = known.get(story) ?? {
    invoice: new Set(
      story.allBills
        .filter(({ fate, parts }) => fate === "billed" && !parts[0].matter.isClosed)
        .filter(({ shares }) =>
          shares.some(({ cents, credits }) => cents > credits.reduce((sum, one) => sum + one.cents, 0)),
        )
        .map(({ parts }) => parts[0].matter),
    ),
    trust: new Set(story.allLedgers.map(({ matter }) => matter).filter(({ isClosed }) => !isClosed)),
  };
  known.set(story, found);
  return found[kind];
}
