import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELDS_CHANNEL, isChallengeDone, readFieldsMessage } from "./hosted-fields-protocol";

const channel = FIELDS_CHANNEL;

describe("readFieldsMessage", () => {
  it("reads each message of the frame and drops what does not belong to it", () => {
    expect(readFieldsMessage({ channel, type: "ready", extra: 1 })).toEqual({ channel, type: "ready" });
    expect(readFieldsMessage({ channel, type: "enter" })).toEqual({ channel, type: "enter" });
    expect(readFieldsMessage({ channel, type: "resize", heightPx: 220 })).toEqual({
      channel,
      type: "resize",
      heightPx: 220,
    });
    expect(readFieldsMessage({ channel, type: "invalid", requestId: 3 })).toEqual({
      channel,
      type: "invalid",
      requestId: 3,
    });
    const method = { kind: "card", brand: "visa", last4: "4242" };
    expect(readFieldsMessage({ channel, type: "token", requestId: 3, token: "t", method })).toEqual({
      channel,
      type: "token",
      requestId: 3,
      token: "t",
      method,
    });
  });

  it.each([
    { type: "ready" },
    { channel: "other", type: "ready" },
    { channel, type: "resize", heightPx: -1 },
    { channel, type: "resize", heightPx: 1e9 },
    { channel, type: "resize", heightPx: "220" },
    { channel, type: "token", requestId: 1, token: "t" },
    { channel, type: "token", requestId: 1, token: "t", method: { kind: "cash", brand: "x", last4: "1" } },
    { channel, type: "invalid" },
  ])("reads nothing into %j", (data) => {
    expect(readFieldsMessage(data)).toBeNull();
  });

  it("never throws, whatever another frame or extension posts", () => {
    fc.assert(fc.property(fc.anything(), (data) => readFieldsMessage(data) === null && !isChallengeDone(data)));
  });
});
