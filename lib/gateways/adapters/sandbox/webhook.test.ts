import { describe, expect, it } from "vitest";
import { readEvent, signEvent } from "./webhook";

const NOW = new Date("2026-11-21T14:00:00Z");
const BODY = JSON.stringify({ type: "charge.settled", account: "acc_1", reference: "pay_1" });

function requestOf(body: string, headers: Record<string, string>) {
  return { rawBody: body, header: (name: string) => headers[name] ?? null };
}

describe("sandbox webhooks", () => {
  it("reads what it signed", () => {
    const headers = signEvent(BODY, NOW);
    expect(readEvent(requestOf(BODY, headers), NOW)).toEqual({
      eventId: headers["webhook-id"],
      type: "charge.settled",
      accountKey: "sandbox:acc_1",
      about: { reference: "pay_1" },
      objectId: "pay_1",
    });
  });

  it.each([
    ["another body", BODY.replace("pay_1", "pay_2"), {}],
    ["a re-encoded body", `${BODY} `, {}],
    ["no signature", BODY, { "webhook-signature": "" }],
    ["another's signature", BODY, { "webhook-signature": `v1,${Buffer.alloc(32).toString("base64")}` }],
    ["another id", BODY, { "webhook-id": "evt_00000000000000000000000a" }],
    ["another time", BODY, { "webhook-timestamp": String(NOW.getTime() / 1000 + 1) }],
    ["a time that is no number", BODY, { "webhook-timestamp": "now" }],
  ])("refuses %s", (_name, body, over) => {
    expect(readEvent(requestOf(body, { ...signEvent(BODY, NOW), ...over }), NOW)).toBeNull();
  });

  it.each([-301, 301])("refuses an event that is %d seconds off", (seconds) => {
    const at = new Date(NOW.getTime() + seconds * 1000);
    expect(readEvent(requestOf(BODY, signEvent(BODY, at)), NOW)).toBeNull();
  });

  it.each(["", "[]", "{", '{"type":"charge.settled"}'])("refuses the signed body %j", (body) => {
    expect(readEvent(requestOf(body, signEvent(body, NOW)), NOW)).toBeNull();
  });

  it("takes one right signature among several, while a secret is changed", () => {
    const headers = signEvent(BODY, NOW);
    const both = `v1,${Buffer.alloc(32).toString("base64")} ${headers["webhook-signature"]}`;
    expect(readEvent(requestOf(BODY, { ...headers, "webhook-signature": both }), NOW)).not.toBeNull();
  });
});
