import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { describe, expect, it, onTestFinished } from "vitest";
import { cardPayment, KEY, NOON_SECONDS, startBench } from "../bench";

const SECRET = "whsec_test_of_the_double";

/** An endpoint that keeps what it gets. */
async function startEndpoint() {
  const posts: { body: string; signature: string }[] = [];
  const endpoint = { status: 200, posts, url: "" };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posts.push({
      body: Buffer.concat(chunks).toString("utf8"),
      signature: String(request.headers["stripe-signature"]),
    });
    response.writeHead(endpoint.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return endpoint;
}

async function startWith(habits: Parameters<Awaited<ReturnType<typeof startBench>>["desk"]["setWebhooks"]>[0] = {}) {
  const endpoint = await startEndpoint();
  const bench = await startBench({ webhookUrl: endpoint.url, webhookSecret: SECRET });
  bench.desk.setWebhooks({ isAutomatic: false, ...habits });
  return { ...bench, endpoint };
}

const typesOf = (posts: { body: string }[]) => posts.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);

describe("webhooks", () => {
  it("are signed on the raw body, as the SDK checks", async () => {
    const { stripe, desk, endpoint } = await startWith();
    await stripe.paymentIntents.create(cardPayment("pm_card_visa"), { idempotencyKey: "k-9" });
    const done = await desk.deliverWebhooks();
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(typesOf(endpoint.posts)).toEqual(["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]);
    const { body, signature } = endpoint.posts[2] ?? { body: "", signature: "" };
    expect(signature).toMatch(new RegExp(`^t=${NOON_SECONDS},v1=[0-9a-f]{64}$`));
    const event = stripe.webhooks.constructEvent(body, signature, SECRET, 300, undefined, NOON_SECONDS * 1_000);
    expect(event).toMatchObject({
      object: "event",
      api_version: "2026-10-28.endive",
      request: { idempotency_key: "k-9" },
    });
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, SECRET)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    expect(await stripe.events.retrieve(event.id)).toMatchObject({
      type: "payment_intent.succeeded",
      pending_webhooks: 0,
    });
    expect((await stripe.events.list({ type: "charge.succeeded" })).data).toHaveLength(1);
  });

  it("come twice, as two events of one fact, not at all, late, or in another order", async () => {
    const twice = await startWith({ duplicateShare: 1 });
    await twice.stripe.customers.create();
    expect(await twice.desk.deliverWebhooks()).toHaveLength(2);
    expect(new Set(twice.endpoint.posts.map(({ body }) => (JSON.parse(body) as Stripe.Event).id)).size).toBe(1);

    const twins = await startWith({ twinShare: 1 });
    await twins.stripe.customers.create();
    const told = await twins.desk.deliverWebhooks();
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(2);

    const dropped = await startWith({ dropShare: 1 });
    await dropped.stripe.customers.create();
    expect(await dropped.desk.deliverWebhooks()).toEqual([]);
    expect(dropped.desk.events()).toHaveLength(1);

    const late = await startWith({ delaySeconds: 600 });
    await late.stripe.customers.create();
    expect(await late.desk.deliverWebhooks()).toEqual([]);
    late.desk.advance({ seconds: 600 });
    expect(await late.desk.deliverWebhooks()).toHaveLength(1);

    const shuffled = await startWith({ isShuffled: true });
    for (let i = 0; i < 6; i++) await shuffled.stripe.customers.create();
    const order = (await shuffled.desk.deliverWebhooks()).map(({ eventId }) => eventId);
    const made = shuffled.desk.events().map(({ id }) => id);
    expect(order).not.toEqual(made);
    expect([...order].sort()).toEqual([...made].sort());
  });

  it("are sent again when the endpoint refused, and by hand", async () => {
    const { stripe, desk, endpoint } = await startWith();
    endpoint.status = 500;
    await stripe.customers.create();
    expect(await desk.deliverWebhooks()).toMatchObject([{ status: 500 }]);
    expect(await desk.deliverWebhooks()).toEqual([]);
    endpoint.status = 200;
    desk.advance({ seconds: 3_600 });
    expect(await desk.deliverWebhooks()).toMatchObject([{ status: 200 }]);
    desk.resendEvent(desk.events()[0]?.id ?? "");
    expect(await desk.deliverWebhooks()).toHaveLength(1);
    expect(endpoint.posts).toHaveLength(3);
  });

  it("go to each account's own endpoint, by themselves unless they are told to wait", async () => {
    const { stripe, desk, endpoint } = await startWith({ isAutomatic: true });
    const own = await startEndpoint();
    desk.setWebhookEndpoint(KEY, { url: own.url, secret: "whsec_other" });
    await stripe.customers.create();
    await desk.deliverWebhooks();
    expect(own.posts).toHaveLength(1);
    expect(endpoint.posts).toHaveLength(0);
  });

  it("a request that was refused makes none", async () => {
    const { stripe, desk } = await startWith();
    await stripe.paymentIntents
      .create({ ...cardPayment("pm_card_visa"), allowed_payment_method_types: undefined })
      .catch(() => undefined);
    expect(desk.waitingWebhooks()).toBe(0);
  });
});
