import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isFromResend, readResendEvent } from "./resend-events";

// The example that Svix publishes for those who check by hand.
const EXAMPLE = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  rawBody: '{"test": 2432232314}',
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: "1614265330",
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

function check(changes: Partial<typeof EXAMPLE> & { now?: number } = {}): boolean {
  const { secret, rawBody, id, timestamp, signature, now } = { now: 1_614_265_330, ...EXAMPLE, ...changes };
  const headers: Record<string, string> = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature };
  return isFromResend({ secret, rawBody, header: (name) => headers[name] ?? null, now: new Date(now * 1_000) });
}

describe("the signature of an event", () => {
  it("is that of Svix's own example, alone or among others", () => {
    expect(check()).toBe(true);
    expect(check({ signature: `v1,AAAA v2,x ${EXAMPLE.signature}` })).toBe(true);
    expect(check({ secret: EXAMPLE.secret.replace("whsec_", "") })).toBe(true);
  });

  it.each([
    ["another body", { rawBody: '{"test":2432232314}' }],
    ["another id", { id: "msg_other" }],
    ["another time", { timestamp: "1614265331" }],
    ["another secret", { secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["an empty secret", { secret: "whsec_" }],
    ["another version", { signature: EXAMPLE.signature.replace("v1", "v2") }],
    ["a cut signature", { signature: EXAMPLE.signature.slice(0, 20) }],
    ["none", { signature: "" }],
    ["no id", { id: "" }],
    ["a time that is none", { timestamp: "now" }],
    ["more than five minutes ago", { now: 1_614_265_330 + 301 }],
    ["more than five minutes ahead", { now: 1_614_265_330 - 301 }],
  ])("is refused with %s", (_what, changes) => {
    expect(check(changes)).toBe(false);
  });

  it("is not passed by an empty secret that somebody signed with", () => {
    const forged = createHmac("sha256", "")
      .update(`${EXAMPLE.id}.${EXAMPLE.timestamp}.${EXAMPLE.rawBody}`)
      .digest("base64");
    expect(check({ secret: "", signature: `v1,${forged}` })).toBe(false);
  });
});

const event = (type: string, data: object = {}) =>
  JSON.stringify({
    type,
    created_at: "2026-11-22T10:00:00.000Z",
    data: { email_id: "re_1", to: ["a@b.example"], tags: { firm: "frm_1", mail: "mail_1" }, ...data },
  });

describe("an event", () => {
  const base = { ref: "re_1", firmId: "frm_1", mailId: "mail_1", at: new Date("2026-11-22T10:00:00Z"), reason: "" };

  it.each([
    ["email.delivered", {}, { outcome: "delivered" }],
    ["email.complained", {}, { outcome: "complained" }],
    [
      "email.bounced",
      { bounce: { message: "550 No such\r\n user", type: "Permanent", subType: "General" } },
      { outcome: "bounced", reason: "550 No such user" },
    ],
    ["email.failed", { failed: { reason: "quota" } }, { outcome: "bounced", reason: "quota" }],
    ["email.suppressed", {}, { outcome: "bounced" }],
    [
      "email.bounced",
      {
        tags: [
          { name: "firm", value: "frm_1" },
          { name: "mail", value: "mail_1" },
        ],
      },
      { outcome: "bounced" },
    ],
  ])("%s is read", (type, data, told) => {
    expect(readResendEvent(event(type, data))).toEqual({ ...base, ...told });
  });

  it.each([
    ["of a kind that says nothing new", event("email.sent")],
    ["that says it is late", event("email.delivery_delayed")],
    ["of a mail that is not ours", event("email.bounced", { tags: {} })],
    ["without tags", event("email.bounced", { tags: undefined })],
    ["about no mail", JSON.stringify({ type: "domain.created", created_at: "2026-11-22", data: {} })],
    ["that is no JSON", "{"],
  ])("%s is passed over", (_what, body) => {
    expect(readResendEvent(body)).toBeNull();
  });
});
