import { beforeEach } from "vitest";
import { createAssociations } from "@/lib/associations/create-associations";
import { listAssociations } from "@/lib/associations/queries";
import { CreateAssociationsInput } from "@/lib/associations/schemas";
import { searchAssociations } from "@/lib/associations/search-associations";
import { createRunningAutoPay } from "@/lib/auto-pays/create-auto-pay";
import { runAutoPays } from "@/lib/auto-pays/run-auto-pays";
import { CreateAutoPayInput } from "@/lib/auto-pays/schemas";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { SearchField } from "@/lib/matter-systems/model";
import { requestMethod } from "@/lib/methods/request-method";
import { saveRequestedMethod } from "@/lib/methods/save-requested-method";
import { SaveRequestedInput } from "@/lib/methods/schemas";
import { createPayer } from "@/lib/payers/create-payer";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { type Clock, fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { systemContext } from "@/lib/platform/make-context";
import { staffCtx, tokenOf } from "./money-bench";
import type { TestDatabase } from "./test-database";
import { makeTestFirm, type TestFirm } from "./test-firm";

const CLERK = ["payments.view", "payments.take", "payers.manage", "settings.manage", "connect.pay"] as const;

export type AutoPayBench = {
  firm: TestFirm;
  payerId: string;
  methodId: string;
  clerk(clock?: Clock): Ctx;
  /** Another method of the same payer. */
  keepMethod(method: string): Promise<string>;
  associate(by: SearchField, query: string): Promise<string>;
  /** One that runs from its start date on, drawing on what is associated. */
  start(changes?: Partial<CreateAutoPayInput>): Promise<string>;
  /** What the job does at that time. */
  runAt(at: string): ReturnType<typeof runAutoPays>;
  runsOf(
    autoPayId: string,
  ): Promise<{ run_on: string; status: string; reason: string; cents: number; round: number }[]>;
  eventsOf(autoPayId: string): Promise<string[]>;
  /** What the sandbox gateway took, oldest first. */
  charged(): Promise<{ key: string; cents: number; state: string }[]>;
};

/** 9:00 in New York on the first day of the tests, less a quarter of an hour: runs of this day are still to come. */
export const EVE = fixedClock(new Date("2026-05-04T12:45:00.000Z"));
export const FIRST_RUN = "2026-05-04T13:00:00.000Z";

/** A firm with Connect, a payer with a saved card, before each test. The matter system is the test's own. */
export function useAutoPayBench(test: TestDatabase): AutoPayBench {
  let firms = 0;
  let keys = 0;
  const nextKey = () => `bench-key-${++keys}`;
  const bench = {} as AutoPayBench;
  bench.clerk = (clock = EVE) => staffCtx(bench.firm, CLERK, { clock });
  bench.keepMethod = async (method) => {
    const wish = { account: "Operating", emails: "elena.marsh@bluewater.example", message: "" };
    const asked = await requestMethod(bench.clerk(), { ...wish, payerId: bench.payerId, requestKey: nextKey() });
    const ctx: Ctx = { ...bench.firm.ctxAt(EVE), actor: { kind: "payer", via: asked.id }, ip: "203.0.113.7" };
    const kind = method.startsWith("bank") ? "echeck" : "card";
    const consent = { holder: "Elena Marsh", kind, language: "en", agreed: true };
    const input = SaveRequestedInput.parse({ ...consent, methodToken: tokenOf(method) });
    return (await saveRequestedMethod(ctx, asked.id, input)).methodId;
  };
  bench.associate = async (by, query) => {
    const ctx = bench.clerk();
    const search = { payerId: bench.payerId, by, query };
    const { results } = await searchAssociations(ctx, search);
    const picks = results.map(({ pick }) => pick);
    const before = new Set((await listAssociations(ctx, bench.payerId)).map(({ id }) => id));
    await createAssociations(ctx, CreateAssociationsInput.parse({ ...search, picks }));
    const made = (await listAssociations(ctx, bench.payerId)).find(({ id }) => !before.has(id));
    return made?.id ?? "";
  };
  bench.start = async (changes = {}) => {
    const ids = (await listAssociations(bench.clerk(), bench.payerId)).map(({ id }) => id);
    const terms = { methodId: bench.methodId, accountId: "acc_operating", name: "Monthly", arMessage: "Auto-Pay" };
    const calendar = { frequency: "monthly", startDate: "2026-05-04", days: [] };
    const rest = { capCents: null, paysOthers: true, payerId: bench.payerId, requestKey: nextKey() };
    const input = CreateAutoPayInput.parse({ ...terms, ...calendar, ...rest, ...changes });
    return (await createRunningAutoPay(bench.clerk(), input, ids)).id;
  };
  bench.runAt = (at) => runAutoPays(systemContext(bench.firm.firmId, "auto-pays", fixedClock(new Date(at))));
  bench.runsOf = (autoPayId) =>
    test.asOwner(
      `select run_on::text, status, reason, amount_cents::int as cents, round from auto_pay_runs
       where firm_id = $1 and auto_pay_id = $2 order by run_on`,
      [bench.firm.firmId, autoPayId],
    );
  bench.eventsOf = async (autoPayId) => {
    const rows = await test.asOwner<{ kind: string }>(
      "select kind from auto_pay_events where firm_id = $1 and auto_pay_id = $2 order by id",
      [bench.firm.firmId, autoPayId],
    );
    return rows.map(({ kind }) => kind);
  };
  bench.charged = () =>
    test.asOwner(
      `select idempotency_key as key, amount_cents::int as cents, state from sandbox.charges
       where firm_id = $1 order by created_at, idempotency_key`,
      [bench.firm.firmId],
    );
  beforeEach(async () => {
    firms += 1;
    bench.firm = await makeTestFirm(`frm_auto_${firms}`);
    await saveConnectModule(bench.clerk(), { isOn: true });
    await addConnection(bench.clerk(), { name: "Server 1", system: "threeE" });
    const facts = { givenName: "Elena", familyName: "Marsh", emails: ["elena.marsh@bluewater.example"] };
    bench.payerId = (await createPayer(bench.clerk(), CreatePayerInput.parse({ ...facts, requestKey: nextKey() }))).id;
    bench.methodId = await bench.keepMethod("visa");
  });
  return bench;
}
