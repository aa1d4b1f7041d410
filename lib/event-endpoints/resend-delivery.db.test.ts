import { beforeEach, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/staff/model";
import { clockAfter, DAY_MS, HOUR_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createEndpoint } from "./create-endpoint";
import { deliverEvent } from "./deliver-event";
import { keepDeliveries } from "./keep-deliveries";
import { MAX_ENDPOINTS, MAX_EVENT_TRIES } from "./model";
import { listDeliveries } from "./queries";
import { removeEndpoint } from "./remove-endpoint";
import { resendDelivery } from "./resend-delivery";
import { setEndpointOn } from "./set-endpoint-on";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let calls = 0;
let isTaken = false;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  calls = 0;
  isTaken = false;
});

const admin = (hours = 0) => staffCtx(firm, PERMISSIONS, { clock: clockAfter(hours * HOUR_MS) });
const add = () => createEndpoint(admin(), { url: "https://events.example/in", events: ["payment.approved"] });
const deliver = (id: string, hours = 0) =>
  deliverEvent(firm.ctxAt(clockAfter(hours * HOUR_MS)), id, async () => {
    calls += 1;
    return { isTaken, status: isTaken ? 200 : 500, error: isTaken ? "" : "refused" };
  });

async function payOnce(): Promise<string[]> {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  await payAs(firm, link.id);
  return (await listDeliveries(admin())).map(({ id }) => id);
}

/** An endpoint that was told of one payment. */
async function tellOne() {
  const { id: endpointId } = await add();
  const [deliveryId = ""] = await payOnce();
  return { endpointId, deliveryId };
}

/** When the jobs of a delivery run, and whether they give way (10); they are taken away. */
async function takeJobs(deliveryId: string): Promise<{ runAt: Date; priority: number }[]> {
  const jobs = await test.asOwner<{ id: string; runAt: Date; priority: number }>(
    `select j.id, j.run_at as "runAt", j.priority from graphile_worker._private_jobs j join graphile_worker.jobs v on v.id = j.id
     where v.task_identifier = 'deliver-event' and j.payload->>'deliveryId' = $1 order by j.run_at`,
    [deliveryId],
  );
  await test.asOwner("select graphile_worker.complete_jobs($1::bigint[])", [jobs.map(({ id }) => id)]);
  return jobs.map(({ runAt, priority }) => ({ runAt, priority }));
}

it("a call that was not taken has a job for its next try, and after the last one none", async () => {
  const { deliveryId } = await tellOne();
  await takeJobs(deliveryId);
  for (let tries = 1; tries < MAX_EVENT_TRIES; tries += 1) {
    await test.asOwner("update event_deliveries set next_try_at = created_at where id = $1", [deliveryId]);
    expect(await deliver(deliveryId)).toBe("failed");
    const [delivery] = await listDeliveries(admin());
    expect(delivery).toMatchObject({ status: "waiting", tries });
    expect(await takeJobs(deliveryId)).toEqual([{ runAt: delivery?.nextTryAt, priority: 10 }]);
  }
  expect(await deliver(deliveryId, 24)).toBe("failed");
  const ended = { status: "given_up", tries: MAX_EVENT_TRIES, lastStatus: 500, nextTryAt: null, mayRepeat: true };
  expect((await listDeliveries(admin()))[0]).toMatchObject(ended);
  expect(await takeJobs(deliveryId)).toEqual([]);
  expect(await deliver(deliveryId, 999)).toBe("nothing");
});

it("is sent again with all its tries before it, by a job of its own, and stands in the audit log", async () => {
  const { deliveryId } = await tellOne();
  await takeJobs(deliveryId);
  await test.asOwner("update event_deliveries set status = 'given_up', tries = 9, next_try_at = null");
  await resendDelivery(admin(1), { deliveryId });
  expect(await takeJobs(deliveryId)).toHaveLength(1);
  expect(await deliver(deliveryId, 1)).toBe("failed");
  expect((await listDeliveries(admin()))[0]).toMatchObject({ status: "waiting", tries: 1 });
  isTaken = true;
  await resendDelivery(admin(2), { deliveryId });
  expect(await deliver(deliveryId, 2)).toBe("taken");
  const audit = await test.asOwner<{ action: string }>(
    "select action from audit_log where firm_id = $1 and object_type = 'event_endpoint' order by seq",
    [firm.firmId],
  );
  expect(audit.map(({ action }) => action)).toEqual([
    "event_endpoint.create",
    "event_endpoint.repeat",
    "event_endpoint.repeat",
  ]);
});

it("is not called while its endpoint is off, nor is one told that was taken away", async () => {
  const { endpointId, deliveryId } = await tellOne();
  await setEndpointOn(admin(), { endpointId, isOn: false });
  expect(await deliver(deliveryId)).toBe("nothing");
  expect((await listDeliveries(admin()))[0]).toMatchObject({ status: "given_up", lastError: "endpoint_off" });
  await setEndpointOn(admin(), { endpointId, isOn: true });
  await removeEndpoint(admin(), { endpointId });
  expect(await payOnce()).toEqual([deliveryId]);
  expect(calls).toBe(0);
});

it("what still waits is kept, however old it is", async () => {
  const { deliveryId } = await tellOne();
  await keepDeliveries(firm.ctxAt(clockAfter(40 * DAY_MS)));
  expect((await listDeliveries(admin())).map(({ id }) => id)).toEqual([deliveryId]);
});

it("there are ten endpoints and no more; one that is taken away makes room", async () => {
  const [first] = await Promise.all(Array.from({ length: MAX_ENDPOINTS }, add));
  expect(await refusalOf(add())).toMatchObject({ reason: "too_many_endpoints" });
  await removeEndpoint(admin(), { endpointId: first?.id ?? "" });
  await add();
  expect(await refusalOf(add())).toMatchObject({ reason: "too_many_endpoints" });
});
