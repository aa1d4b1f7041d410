import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { prepareTokenPage } from "./prepare-token-page";
import { answerHeaders } from "./security-headers";

const TOKEN_PATH = "/pay/R9jwKUbPTfMjUYsldz6x5OPZeT_959WTeya69Xr2dgE";

function prepare(url: string, method = "GET", sent: Record<string, string> = {}) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { url, method });
  Object.assign(request.headers, sent);
  const response = new ServerResponse(request);
  prepareTokenPage(request, response);
  return {
    notes: request.headers,
    answer: response.getHeaders(),
    isPrepared: "x-docketpay-prepared" in request.headers,
  };
}

describe("a page that a token opens", () => {
  it.each([TOKEN_PATH, `${TOKEN_PATH}?lang=fr`, TOKEN_PATH.replace("pay", "receipt")])("%s has every header", (url) => {
    const { notes, answer, isPrepared } = prepare(url);
    const policy = String(notes["content-security-policy"]);
    expect(isPrepared).toBe(true);
    const wanted = Object.entries(answerHeaders(true, policy)).map(([name, value]) => [name.toLowerCase(), value]);
    expect(answer).toEqual(Object.fromEntries(wanted));
    expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
    expect(notes).toMatchObject({ "x-docketpay-area": "public", "x-docketpay-path": url.split("?")[0] });
  });

  it("has another nonce each time", () => {
    const policies = Array.from({ length: 50 }, () => prepare(TOKEN_PATH).notes["content-security-policy"]);
    expect(new Set(policies).size).toBe(50);
  });

  it("takes the language of its address and no other word for it", () => {
    expect(prepare(`${TOKEN_PATH}?a=1&lang=es`).notes["x-docketpay-lang"]).toBe("es");
    for (const url of [TOKEN_PATH, `${TOKEN_PATH}?lang=xx`])
      expect(prepare(url, "GET", { "x-docketpay-lang": "fr" }).notes).not.toHaveProperty("x-docketpay-lang");
  });

  it("takes no policy from outside", () => {
    const { notes } = prepare(TOKEN_PATH, "GET", { "content-security-policy": "script-src 'nonce-mine'" });
    expect(notes["content-security-policy"]).not.toContain("mine");
  });
});

describe("everything else is left to the proxy", () => {
  it.each([
    ["POST", TOKEN_PATH],
    ["OPTIONS", TOKEN_PATH],
    ["GET", `${TOKEN_PATH}/`],
    ["GET", `${TOKEN_PATH}/opened`],
    ["GET", "/pay"],
    ["GET", "/pay/"],
    ["GET", "/pay/%2e%2e"],
    ["GET", "/pay/../staff"],
    ["GET", `/${TOKEN_PATH}`],
    ["GET", `http://elsewhere.example${TOKEN_PATH}`],
    ["GET", "/staff/dashboard"],
    ["GET", "/staff/dashboard?x=/pay/abc"],
  ])("%s %s", (method, url) => {
    const { answer, isPrepared } = prepare(url, method, { "x-docketpay-prepared": "1" });
    expect(isPrepared).toBe(false);
    expect(answer).toEqual({});
  });
});
