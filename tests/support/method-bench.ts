import { beforeAll } from "vitest";
import { requestMethod } from "@/lib/methods/request-method";
import { saveRequestedMethod } from "@/lib/methods/save-requested-method";
import { type RequestMethodInput, SaveRequestedInput } from "@/lib/methods/schemas";
import { createPayer } from "@/lib/payers/create-payer";
import { CreatePayerInput } from "@/lib/payers/schemas";
import type { Clock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { clockAfter, staffCtx, tokenOf } from "./money-bench";
import { type TestDatabase, useTestDatabase } from "./test-database";
import { makeTestFirm, type TestFirm } from "./test-firm";

type SaveOptions = { method?: string; token?: string; clock?: Clock };

export type MethodBench = {
  test: TestDatabase;
  firm: TestFirm;
  /** Another firm, to show that nothing crosses. */
  stranger: TestFirm;
  /** Staff who keep payers and take payments, on these accounts only if given, at that time. */
  clerk(options?: { accountIds?: string[] | null; clock?: Clock }): Ctx;
  /** Staff who may look, no more. */
  viewer(): Ctx;
  makePayer(): Promise<string>;
  /** A payer and a request to them, mailed to one address. */
  ask(changes?: Partial<RequestMethodInput>): Promise<{ payerId: string; requestId: string }>;
  /** The payer saves a card by a request, as the page would. */
  saveAs(requestId: string, options?: SaveOptions): ReturnType<typeof saveRequestedMethod>;
  /** A payer with a saved method. */
  keep(options?: SaveOptions & { account?: string }): Promise<{ payerId: string; requestId: string; methodId: string }>;
  /** How many methods the gateway keeps under our references. */
  keptAtGateway(): Promise<number>;
};

/** Two firms on a database of their own, and what the tests of saved methods do. */
export function useMethodBench(): MethodBench {
  const test = useTestDatabase();
  let keys = 0;
  const next = (name: string) => {
    keys += 1;
    return `test-${name}-${keys}`;
  };
  const clerk: MethodBench["clerk"] = ({ accountIds = null, clock = clockAfter(0) } = {}) =>
    staffCtx(bench.firm, ["payments.view", "payers.manage", "payments.take"], { accountIds, clock });
  const makePayer = async () => {
    const facts = { givenName: "Elena", familyName: "Marsh", emails: ["elena.marsh@bluewater.example"] };
    return (await createPayer(clerk(), CreatePayerInput.parse({ ...facts, requestKey: next("payer") }))).id;
  };
  const ask: MethodBench["ask"] = async (changes = {}) => {
    const payerId = changes.payerId ?? (await makePayer());
    const wish = { account: "Operating", emails: "elena.marsh@bluewater.example", message: "As agreed." };
    const { id } = await requestMethod(clerk(), { ...wish, requestKey: next("request"), ...changes, payerId });
    return { payerId, requestId: id };
  };
  const saveAs: MethodBench["saveAs"] = (requestId, { method = "visa", token, clock = clockAfter(0) } = {}) => {
    const ctx: Ctx = { ...bench.firm.ctxAt(clock), actor: { kind: "payer", via: requestId }, ip: "203.0.113.7" };
    const methodToken = token ?? tokenOf(method);
    const kind = method.startsWith("bank") ? ("echeck" as const) : ("card" as const);
    const input = { methodToken, holder: "Elena Marsh", kind, language: "en" as const, agreed: true as const };
    return saveRequestedMethod(ctx, requestId, SaveRequestedInput.parse(input));
  };
  const parts = {
    test,
    clerk,
    viewer: () => staffCtx(bench.firm, ["payments.view"]),
    makePayer,
    ask,
    saveAs,
    keep: async ({ account = "Operating", ...options }: SaveOptions & { account?: string } = {}) => {
      const asked = await ask({ account });
      const { methodId } = await saveAs(asked.requestId, options);
      return { ...asked, methodId };
    },
    keptAtGateway: async () => {
      const rows = await test.asOwner<{ n: string }>(
        "select count(*) as n from sandbox.methods where removed_at is null",
      );
      return Number(rows[0]?.n);
    },
  };
  // The firms are there once the tests run.
  const bench = parts as typeof parts & Pick<MethodBench, "firm" | "stranger">;
  beforeAll(async () => {
    bench.firm = await makeTestFirm();
    bench.stranger = await makeTestFirm("frm_other");
  });
  return bench;
}
