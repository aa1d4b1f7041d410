import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startWorker } from "@/lib/jobs/runner";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { PERMISSIONS } from "@/lib/staff/model";
import { clockAfter, DAY_MS, HOUR_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createEndpoint } from "./create-endpoint";
import { deliverEvent } from "./deliver-event";
import { keepDeliveries } from "./keep-deliveries";
import { EVENT_TYPES, type EventType } from "./model";
import { listDeliveries, listEndpoints } from "./queries";
import { removeEndpoint } from "./remove-endpoint";
import { resendDelivery } from "./resend-delivery";
import { setEndpointOn } from "./set-endpoint-on";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let server: Server;
let status = 200;
let calls: { headers: IncomingMessage["headers"]; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/" } : {}).end("x".repeat(100_000));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  calls = [];
  status = 200;
});

const admin = (hours = 0, of = firm) => staffCtx(of, PERMISSIONS, { clock: clockAfter(hours * HOUR_MS) });
const add = (events: readonly EventType[] = EVENT_TYPES) =>
  createEndpoint(admin(), {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    events: [...events],
  });
async function pay(method = "visa") {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  return payAs(firm, link.id, { method });
}
const deliver = (id: string, hours = 0) => deliverEvent(firm.ctxAt(clockAfter(hours * HOUR_MS)), id);
const only = async () => {
  const [first, ...others] = await listDeliveries(admin());
  expect(others).toEqual([]);
  if (!first) throw new Error("There is no delivery.");
  return first;
};

describe("an event", () => {
  it("is called once, signed, with ids and amounts and no name, to those who asked for it", async () => {
    const { secret } = await add(["payment.approved"]);
    await add(["payment.refunded"]);
    const { paymentId } = await pay();
    await pay("declined");
    const { id } = await only();
    expect([await deliver(id), await deliver(id)]).toEqual(["taken", "nothing"]);
    const [call, ...more] = calls;
    expect(more).toEqual([]);
    const body = JSON.parse(call?.body ?? "");
    expect(body).toMatchObject({
      type: "payment.approved",
      data: { paymentId, status: "approved", amountCents: 125_000, currency: "USD" },
    });
    expect(call?.body).not.toMatch(/Elena|bluewater|4242/);
    const [, at, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers["docketpay-signature"])) ?? [];
    expect(hex).toBe(createHmac("sha256", secret).update(`${at}.${call?.body}`).digest("hex"));
    expect(call?.headers["docketpay-event"]).toBe(body.id);
    const stored = await test.asOwner<{ text: string }>("select to_jsonb(e)::text as text from event_endpoints e");
    expect(stored.map(({ text }) => text).join()).not.toContain(secret);
  });

  it("of a refund carries the refund's id and sum", async () => {
    await add(["payment.refunded"]);
    const { paymentId } = await pay();
    const refund = await refundPayment(admin(), { paymentId, amountCents: 25_000, reason: "", requestKey: "one" });
    await deliver((await only()).id);
    expect(JSON.parse(calls[0]?.body ?? "").data).toMatchObject({
      refundId: refund.refundId,
      amountCents: 25_000,
      refundedCents: 25_000,
    });
  });

  it("is not followed to another address, and waits after a refusal", async () => {
    await add(["payment.approved"]);
    await pay();
    const { id } = await only();
    status = 302;
    expect(await deliver(id)).toBe("failed");
    expect(await only()).toMatchObject({
      status: "waiting",
      tries: 1,
      lastStatus: 302,
      nextTryAt: clockAfter(60_000).now(),
    });
    expect(await deliver(id)).toBe("nothing");
    status = 200;
    expect(await deliver(id, 1)).toBe("taken");
    expect((await listEndpoints(admin()))[0]?.failingSince).toBeNull();
  });

  it("reaches its endpoint by the worker, without anybody asking", async () => {
    await add(["payment.approved"]);
    await pay();
    const worker = await startWorker();
    await vi.waitFor(async () => expect(calls).toHaveLength(1), { timeout: 10_000 });
    await worker.stop();
  });
});

describe("an endpoint", () => {
  it("that takes nothing for three days is switched off with an alert, and told nothing until it is on again", async () => {
    const { id: endpointId } = await add(["payment.approved"]);
    await pay();
    const { id } = await only();
    status = 500;
    for (const hours of [0, 1, 30, 71]) await deliver(id, hours);
    expect((await listEndpoints(admin()))[0]).toMatchObject({ off: null, failingSince: clockAfter(0).now() });
    await test.asOwner("update event_deliveries set next_try_at = created_at where id = $1", [id]);
    await deliver(id, 73);
    expect((await listEndpoints(admin()))[0]?.off).toMatchObject({ reason: "failing" });
    const alerts = () =>
      test.asOwner(
        "select detail->>'address' as a from alerts where kind = 'endpoint_off' and firm_id = $1 and closed_at is null",
        [firm.firmId],
      );
    expect(await alerts()).toHaveLength(1);
    await pay();
    await only();
    expect(await refusalOf(resendDelivery(admin(), { deliveryId: id }))).toMatchObject({ reason: "endpoint_off" });
    await setEndpointOn(admin(74), { endpointId, isOn: true });
    expect(await alerts()).toEqual([]);
    status = 200;
    await resendDelivery(admin(74), { deliveryId: id });
    expect(await deliver(id, 74)).toBe("taken");
    expect(calls.at(-1)?.body).toBe(calls[0]?.body);
  });

  it("is its firm's administrators' alone", async () => {
    const { id: endpointId } = await add();
    await pay();
    const [delivery] = await listDeliveries(admin());
    const stranger = await makeTestFirm(`frm_${firms}_other`);
    const clerk = staffCtx(firm, ["payments.view"]);
    const acts = (ctx: ReturnType<typeof admin>) =>
      Promise.all([
        refusalOf(setEndpointOn(ctx, { endpointId, isOn: false })),
        refusalOf(removeEndpoint(ctx, { endpointId })),
        refusalOf(resendDelivery(ctx, { deliveryId: delivery?.id ?? "" })),
      ]);
    for (const refusal of await acts(admin(0, stranger))) expect(refusal).toMatchObject({ code: "not_found" });
    const reads = await Promise.all([refusalOf(listEndpoints(clerk)), refusalOf(listDeliveries(clerk))]);
    for (const refusal of [...(await acts(clerk)), ...reads]) expect(refusal).toMatchObject({ code: "forbidden" });
    expect(await listEndpoints(admin(0, stranger))).toEqual([]);
    await removeEndpoint(admin(), { endpointId });
    expect(await listEndpoints(admin())).toEqual([]);
    expect(await deliver(delivery?.id ?? "")).toBe("nothing");
  });

  it("has an address that can be called", async () => {
    const wrong = createEndpoint(admin(), { url: "example.com", events: ["payment.approved"] });
    expect(await refusalOf(wrong)).toMatchObject({ code: "invalid_input" });
  });

  it("is added by nobody who does not see every account: it is told of all", async () => {
    const some = staffCtx(firm, PERMISSIONS, { accountIds: ["acc_operating"] });
    const asked = createEndpoint(some, { url: "https://events.example/in", events: ["payment.approved"] });
    expect(await refusalOf(asked)).toMatchObject({ reason: "endpoint_needs_all_accounts" });
    expect(await listEndpoints(admin())).toEqual([]);
  });
});

describe("keepDeliveries", () => {
  it("finds a call whose job died, and forgets old ones that are done with", async () => {
    await add(["payment.approved"]);
    await pay();
    await test.asOwner(
      "select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where task_identifier = 'deliver-event'))",
    );
    expect(await keepDeliveries(firm.ctxAt(clockAfter(60_000)))).toMatchObject({ done: 0 });
    expect(await keepDeliveries(firm.ctxAt(clockAfter(HOUR_MS)))).toMatchObject({ done: 1 });
    const waiting = "select 1 from graphile_worker.jobs where task_identifier = 'deliver-event'";
    expect(await test.asOwner(waiting)).toHaveLength(1);
    await deliver((await only()).id);
    await keepDeliveries(firm.ctxAt(clockAfter(29 * DAY_MS)));
    await only();
    await keepDeliveries(firm.ctxAt(clockAfter(31 * DAY_MS)));
    expect(await listDeliveries(admin())).toEqual([]);
  });
});
