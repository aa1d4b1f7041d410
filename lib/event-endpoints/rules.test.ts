import { describe, expect, it } from "vitest";
import { callEndpoint } from "./internal/call-endpoint";
import { isPublicAddress } from "./internal/public-address";
import { OFF_AFTER_MS } from "./model";
import { judgeEndpointUrl, mayCallLocally, nextEventTryMs } from "./rules";

describe("addresses that may be called", () => {
  it.each(["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])("%s is one of the internet", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...[
      "127.0.0.1",
      "10.1.2.3",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
    ],
    ...[
      "224.0.0.1",
      "255.255.255.255",
      "198.18.0.1",
      "::1",
      "::",
      "fe80::1",
      "fd00::1",
      "::ffff:127.0.0.1",
      "::ffff:8.8.8.8",
    ],
    ...["2002:7f00:1::", "2001:db8::1", "64:ff9b::7f00:1", "ff02::1", "", "localhost"],
  ])("%s is none", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    ["https://example.com/events", null],
    ["https://example.com:8443/events?x=1", null],
    ["http://example.com/events", "endpoint_url_plain"],
    ["https://localhost/x", "endpoint_url_private"],
    ["https://db.internal/x", "endpoint_url_private"],
    ["ftp://example.com", "endpoint_url_invalid"],
    ["https://user:pw@example.com/", "endpoint_url_invalid"],
    ["example.com", "endpoint_url_invalid"],
  ])("%s: %s", (url, problem) => expect(judgeEndpointUrl(url, { allowsLocal: false })).toBe(problem));

  it.each([
    "https://127.0.0.1:9/",
    "https://[::1]:9/",
    "https://2130706433:9/",
    "https://0x7f.1:9/",
    "https://169.254.169.254/latest",
    // A name of the machine's own list that leads inside.
    "https://localhost:9/",
  ])("%s is never called", async (url) => {
    expect(await callEndpoint({ url, body: "{}", headers: {}, allowsLocal: false })).toMatchObject({
      isTaken: false,
      error: "address_private",
    });
  });
});

describe("the tries", () => {
  it("wait longer each time, end, and outlast the time after which an endpoint is switched off", () => {
    const waits = Array.from({ length: 8 }, (_, place) => nextEventTryMs(place + 1) ?? 0);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(nextEventTryMs(9)).toBeNull();
    const whole = waits.reduce((sum, wait) => sum + wait, 0);
    expect(whole / OFF_AFTER_MS).toBeGreaterThan(0.9);
  });
});

describe("machines beside this one", () => {
  it.each([
    ["production", false, false],
    ["production", true, true],
    ["development", false, true],
  ])("in %s, with the developer's tools %s: may be called %s", (NODE_ENV, DEV_TOOLS, may) => {
    expect(mayCallLocally({ NODE_ENV, DEV_TOOLS })).toBe(may);
  });
});
