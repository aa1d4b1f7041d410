import { afterEach, beforeAll } from "vitest";
import { createPayLink } from "@/lib/pay-links/create-pay-link";
import { CreatePayLinkInput } from "@/lib/pay-links/schemas";
import type { Ctx } from "@/lib/platform/context";
import { expectBooksToAgree } from "./books-oracle";
import { clockAfter, staffCtx } from "./money-bench";
import { type TestDatabase, useTestDatabase } from "./test-database";
import { makeTestFirm, type TestFirm } from "./test-firm";

export type LinkBench = {
  test: TestDatabase;
  firm: TestFirm;
  /** Another firm, to show that nothing crosses. */
  stranger: TestFirm;
  /** Staff who may send links, on these accounts only if given, at that time. */
  sender(accountIds?: string[] | null, ms?: number): Ctx;
  /** Staff who may look, no more. */
  viewer(): Ctx;
  /** A wish for a link of $1,250.00, mailed to two addresses; each time under another request key. */
  input(changes?: Partial<CreatePayLinkInput>): CreatePayLinkInput;
  create(changes?: Partial<CreatePayLinkInput>): Promise<{ id: string; token: string }>;
  eventsOf(linkId: string): Promise<string[]>;
  auditOf(linkId: string): Promise<{ action: string; actor: string }[]>;
  mailsOf(linkId: string): Promise<string[]>;
  statusOf(linkId: string): Promise<string>;
};

/** Two firms on a database of their own, and what the tests of link verbs ask; after each test the books are compared. */
export function useLinkBench(): LinkBench {
  const test = useTestDatabase();
  let keys = 0;
  const column = async (sql: string, linkId: string) =>
    (await test.asOwner<{ value: string }>(sql, [linkId])).map((row) => row.value);
  const sender: LinkBench["sender"] = (accountIds = null, ms = 0) =>
    staffCtx(bench.firm, ["links.send", "payments.view"], { accountIds, clock: clockAfter(ms) });
  const input: LinkBench["input"] = (changes = {}) => {
    keys += 1;
    return CreatePayLinkInput.parse({
      account: "Operating",
      amountCents: 125_000,
      recipientName: "Elena Marsh",
      recipientEmails: ["elena.marsh@bluewater.example", "marsh@bluewater.example"],
      send: true,
      requestKey: `request-${keys}`,
      ...changes,
    });
  };
  const parts = {
    test,
    sender,
    viewer: () => staffCtx(bench.firm, ["payments.view"]),
    input,
    create: (changes: Partial<CreatePayLinkInput> = {}) => createPayLink(sender(), input(changes)),
    eventsOf: (linkId: string) =>
      column("select kind as value from pay_link_events where link_id = $1 order by id", linkId),
    auditOf: (linkId: string) =>
      test.asOwner<{ action: string; actor: string }>(
        "select action, actor from audit_log where object_id = $1 order by seq",
        [linkId],
      ),
    mailsOf: (linkId: string) => column("select to_address as value from mails where object_id = $1", linkId),
    statusOf: async (linkId: string) =>
      (await column("select status as value from pay_links where id = $1", linkId)).join(),
  };
  // The firms are there once the tests run.
  const bench = parts as typeof parts & Pick<LinkBench, "firm" | "stranger">;
  beforeAll(async () => {
    bench.firm = await makeTestFirm();
    bench.stranger = await makeTestFirm("frm_other");
  });
  afterEach(() => expectBooksToAgree(test));
  return bench;
}
