import { beforeEach, describe, expect, it, vi } from "vitest";
import { removeAssociation } from "@/lib/associations/remove-association";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { createPayer } from "@/lib/payers/create-payer";
import { mergePayers } from "@/lib/payers/merge-payers";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { fixedClock } from "@/lib/platform/clock";
import { FIRST_RUN, useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { cancelAutoPay } from "./cancel-auto-pay";
import { changeAutoPay } from "./change-auto-pay";
import { createAutoPay } from "./create-auto-pay";
import { enrollAssociations } from "./enroll-associations";
import { pauseAutoPay } from "./pause-auto-pay";
import { previewAutoPay } from "./preview-auto-pay";
import { getAutoPay, listAutoPays } from "./queries";
import { renewAutoPay } from "./renew-auto-pay";
import { resumeAutoPay } from "./resume-auto-pay";
import { retryAutoPayRun } from "./retry-auto-pay-run";
import { saveAutoPay } from "./save-auto-pay";
import { CreateAutoPayInput } from "./schemas";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
const bench = useAutoPayBench(test);
const item = (key: string, datedOn: string, balanceCents: number): OpenItem =>
  makeItem({ key, invoiceNumber: `20${key}`, datedOn, balanceCents });
let items: OpenItem[] = [];

beforeEach(() => {
  items = [item("1", "2026-02-01", 10_000), item("2", "2026-03-01", 20_000)];
  line.system = makeItemsSystem(items);
});

const at = (instant: string) => bench.clerk(fixedClock(new Date(instant)));
const alerts = async () =>
  (
    await test.asOwner<{ kind: string }>("select kind from alerts where firm_id = $1 and closed_at is null", [
      bench.firm.firmId,
    ])
  ).map(({ kind }) => kind);
const draft = (changes: object = {}) =>
  CreateAutoPayInput.parse({
    ...{ payerId: bench.payerId, methodId: bench.methodId, accountId: "acc_operating", name: "Plan", arMessage: "" },
    ...{ frequency: "monthly", startDate: "2026-05-04", days: [], capCents: null, paysOthers: true },
    ...{ requestKey: "form-key-1", ...changes },
  });

describe("from the form to the first run", () => {
  it("is a draft until it is enrolled and saved, with the firm's word on the balances", async () => {
    const associationId = await bench.associate("client_number", "10012");
    const { id } = await createAutoPay(bench.clerk(), draft());
    expect(await createAutoPay(bench.clerk(), draft())).toEqual({ id });
    expect(await refusalOf(saveAutoPay(bench.clerk(), { autoPayId: id, acknowledged: true }))).toMatchObject({
      reason: "enrollment_missing",
    });
    await enrollAssociations(bench.clerk(), { autoPayId: id, associationIds: [associationId] });
    await bench.runAt(FIRST_RUN);
    expect(await bench.charged()).toEqual([]);
    await saveAutoPay(bench.clerk(), { autoPayId: id, acknowledged: true });
    const saved = await getAutoPay(bench.clerk(), id);
    expect(saved).toMatchObject({ status: "active", nextRunOn: "2026-05-04", endsOn: "2027-05-04", enrolled: 1 });
    expect(saved.acknowledgement?.text).toContain("responsible for the balances in Elite 3E");
    expect(await bench.eventsOf(id)).toEqual(["created", "enrolled", "started"]);
    const audits = await test.asOwner<{ action: string }>(
      "select action from audit_log where firm_id = $1 and action like 'auto_pay.%' order by seq",
      [bench.firm.firmId],
    );
    expect(audits.map(({ action }) => action)).toEqual(["auto_pay.create", "auto_pay.enroll", "auto_pay.start"]);
  });

  it("previews what the run then charges, and writes nothing", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start({ capCents: 15_000 });
    const preview = await previewAutoPay(bench.clerk(), { autoPayId: id });
    expect(preview).toMatchObject({ kind: "known", now: { totalCents: 15_000, restCents: 15_000 } });
    if (preview.kind !== "known") return;
    expect(preview.runs.map(({ runOn, totalCents }) => [runOn, totalCents]).slice(0, 3)).toEqual([
      ["2026-05-04", 15_000],
      ["2026-06-04", 15_000],
      ["2026-07-04", 0],
    ]);
    await bench.runAt(FIRST_RUN);
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([15_000]);
  });

  it("refuses trust money, another payer's method, a day that is past, and unknown associations", async () => {
    await bench.associate("client_number", "10012");
    const refused = (changes: object) => refusalOf(createAutoPay(bench.clerk(), draft(changes)));
    expect(await refused({ accountId: "acc_trust" })).toMatchObject({ code: "invalid_input" });
    expect(await refused({ methodId: "mth_none" })).toMatchObject({ code: "not_found" });
    expect(await refused({ startDate: "2026-05-03" })).toMatchObject({ code: "invalid_input" });
    const id = await bench.start();
    const enroll = { autoPayId: id, associationIds: ["asc_none"] };
    expect(await refusalOf(enrollAssociations(bench.clerk(), enroll))).toMatchObject({ reason: "association_unknown" });
    const byHand = test.asOwner("update auto_pays set account_id = 'acc_trust' where id = $1", [id]);
    await expect(byHand).rejects.toThrow("operating account");
  });

  it("is for whoever may pay by Connect, in their own firm and accounts, while Connect is on", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    const one = { autoPayId: id };
    const viewer = staffCtx(bench.firm, ["payments.view", "payers.manage"]);
    for (const act of [
      () => createAutoPay(viewer, draft()),
      () => pauseAutoPay(viewer, one),
      () => cancelAutoPay(viewer, one),
    ])
      expect(await refusalOf(act())).toMatchObject({ code: "forbidden" });
    const limited = staffCtx(bench.firm, ["payments.view", "connect.pay"], { accountIds: ["acc_trust"] });
    expect(await listAutoPays(limited, bench.payerId)).toEqual([]);
    expect(await refusalOf(pauseAutoPay(limited, one))).toMatchObject({ code: "not_found" });
    const other = await makeTestFirm(`${bench.firm.firmId}_other`);
    await saveConnectModule(staffCtx(other, ["settings.manage"]), { isOn: true });
    const stranger = staffCtx(other, ["payments.view", "connect.pay"]);
    for (const act of [
      () => getAutoPay(stranger, id),
      () => pauseAutoPay(stranger, one),
      () => previewAutoPay(stranger, one),
    ])
      expect(await refusalOf(act())).toMatchObject({ code: "not_found" });
    await saveConnectModule(bench.clerk(), { isOn: false });
    for (const act of [() => getAutoPay(bench.clerk(), id), () => pauseAutoPay(bench.clerk(), one)])
      expect(await refusalOf(act())).toMatchObject({ reason: "connect_off" });
  });
});

describe("while it runs", () => {
  it("pauses, resumes from its next day on, and ends for good", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    await pauseAutoPay(bench.clerk(), { autoPayId: id });
    await bench.runAt("2026-06-04T13:00:00Z");
    expect(await bench.charged()).toEqual([]);
    await resumeAutoPay(at("2026-06-05T12:00:00Z"), { autoPayId: id });
    expect(await getAutoPay(bench.clerk(), id)).toMatchObject({ status: "active", nextRunOn: "2026-07-04" });
    await cancelAutoPay(bench.clerk(), { autoPayId: id });
    await bench.runAt("2026-07-04T13:00:00Z");
    expect(await bench.charged()).toEqual([]);
    expect(await refusalOf(resumeAutoPay(bench.clerk(), { autoPayId: id }))).toMatchObject({
      reason: "auto_pay_cancelled",
    });
  });

  it("ends after a year with an alert, and is renewed with one click", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start({ frequency: "semi_annual" });
    line.system = makeItemsSystem([]);
    await bench.runAt(FIRST_RUN);
    await bench.runAt("2026-11-04T14:00:00Z");
    await bench.runAt("2027-05-04T12:59:00Z");
    expect(await alerts()).toEqual([]);
    await bench.runAt("2027-05-04T13:00:00Z");
    expect(await getAutoPay(bench.clerk(), id)).toMatchObject({ status: "ended", endReason: "year" });
    expect(await alerts()).toEqual(["auto_pay_ended"]);
    const renewed = await renewAutoPay(at("2027-05-10T12:00:00Z"), { autoPayId: id });
    expect(renewed.until).toBe("2028-05-10");
    expect(await getAutoPay(bench.clerk(), id)).toMatchObject({ status: "active", nextRunOn: "2027-11-04" });
    expect(await alerts()).toEqual([]);
  });

  it("of an invoice alone stops with that invoice, whether by its own payment or somebody's", async () => {
    await bench.associate("invoice_number", "201");
    const own = await bench.start({ capCents: 6_000, frequency: "weekly" });
    await bench.runAt(FIRST_RUN);
    expect(await getAutoPay(bench.clerk(), own)).toMatchObject({ status: "active", endsOn: null });
    await bench.runAt("2026-05-11T13:00:00Z");
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([6_000, 4_000]);
    expect(await getAutoPay(bench.clerk(), own)).toMatchObject({ status: "ended", endReason: "invoices_paid" });
    await bench.associate("invoice_number", "202");
    const other = await bench.start({ startDate: "2026-05-12" });
    line.system = makeItemsSystem([]);
    await bench.runAt("2026-05-12T13:00:00Z");
    expect(await getAutoPay(bench.clerk(), other)).toMatchObject({ status: "ended", endReason: "invoices_paid" });
  });

  it("changes terms, enrollments and state together, for programs; an association that ends leaves it", async () => {
    const associationId = await bench.associate("client_number", "10012");
    const id = await bench.start();
    await changeAutoPay(bench.clerk(), { autoPayId: id, terms: { capCents: 5_000, name: "Small" }, action: "pause" });
    expect(await getAutoPay(bench.clerk(), id)).toMatchObject({ status: "paused", capCents: 5_000, name: "Small" });
    await changeAutoPay(bench.clerk(), { autoPayId: id, terms: {}, action: "resume" });
    await removeAssociation(bench.clerk(), { associationId });
    expect(await bench.runAt(FIRST_RUN)).toMatchObject({ failed: 1 });
    expect(await bench.runsOf(id)).toMatchObject([{ status: "failed", reason: "nothing_enrolled" }]);
    expect(await alerts()).toEqual(["auto_pay_failed"]);
  });

  it("goes with its payer when it is merged, and runs for the one who stays", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    const facts = { kind: "business", name: "Bluewater Marine", requestKey: "payer-who-stays" };
    const { id: keepId } = await createPayer(bench.clerk(), CreatePayerInput.parse(facts));
    const both = { keepId, mergeId: bench.payerId, keepRevision: 1, mergeRevision: 1 };
    expect((await mergePayers(bench.clerk(), both)).moved).toMatchObject({ autoPays: 1, schedules: 0 });
    expect(await listAutoPays(bench.clerk(), keepId)).toMatchObject([{ id, status: "active" }]);
    expect(await bench.runAt(FIRST_RUN)).toMatchObject({ done: 1, failed: 0 });
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([30_000]);
    const owners = await test.asOwner(
      "select distinct payer_id from payments where firm_id = $1 and source = 'auto_pay'",
      [bench.firm.firmId],
    );
    expect(owners).toEqual([{ payer_id: keepId }]);
  });
});

describe("a run that is declined", () => {
  it("is told, tried again as the policy says in a claim of its own, and clears its alert when it is paid", async () => {
    await bench.associate("client_number", "10012");
    const methodId = await bench.keepMethod("declined-when-saved");
    const id = await bench.start({ methodId });
    expect(await bench.runAt(FIRST_RUN)).toMatchObject({ failed: 1 });
    expect(await alerts()).toEqual(["auto_pay_failed"]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "open", reason: "declined", round: 2 }]);
    await bench.runAt("2026-05-06T13:00:00Z");
    expect(await bench.charged()).toHaveLength(1);
    await bench.runAt("2026-05-07T13:00:00Z");
    expect((await bench.charged()).map(({ key }) => key)).toEqual([
      `auto-pay:${id}:2026-05-04:1`,
      `auto-pay:${id}:2026-05-04:2:1`,
    ]);
    await changeAutoPay(bench.clerk(), { autoPayId: id, terms: { methodId: bench.methodId } });
    const retried = await retryAutoPayRun(at("2026-05-08T12:00:00Z"), { autoPayId: id, runOn: "2026-05-04" });
    expect(retried).toEqual({ outcome: "paid" });
    expect(await alerts()).toEqual([]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "paid", cents: 30_000 }]);
  });
});
