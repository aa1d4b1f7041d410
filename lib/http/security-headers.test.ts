import { describe, expect, it } from "vitest";
import {
  commonHeaders,
  contentSecurityPolicy,
  isCrossSite,
  isSentByScript,
  isUnreadSignIn,
  unsaidOrigin,
} from "./security-headers";

const directivesOf = (policy: string) =>
  new Map(policy.split("; ").map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1)]));

describe("the content security policy", () => {
  const directives = directivesOf(contentSecurityPolicy("bm9uY2U", false));

  it("runs scripts with this answer's nonce and no other", () => {
    expect(directives.get("script-src")).toEqual(["'nonce-bm9uY2U'", "'strict-dynamic'"]);
    expect(contentSecurityPolicy("other", false)).toContain("'nonce-other'");
  });

  it("forbids by default, and frames, plugins, bases and foreign forms", () => {
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("frame-ancestors")).toEqual(["'none'"]);
    expect(directives.get("object-src")).toEqual(["'none'"]);
    expect(directives.get("base-uri")).toEqual(["'none'"]);
    expect(directives.get("form-action")).toEqual(["'self'"]);
  });

  it("names nothing unsafe but style attributes, no wildcard and no plain http", () => {
    const unsafe = [...directives].filter(([, sources]) => sources.some((source) => source.includes("unsafe")));
    expect(unsafe).toEqual([["style-src-attr", ["'unsafe-inline'"]]]);
    expect([...directives.values()].flat().filter((source) => /\*|http:|^https:$/.test(source))).toEqual([]);
  });

  it("lets the development server evaluate, never inline", () => {
    const script = directivesOf(contentSecurityPolicy("n", true)).get("script-src");
    expect(script).toEqual(["'nonce-n'", "'strict-dynamic'", "'unsafe-eval'"]);
  });
});

it("pages of one token tell nobody their address", () => {
  expect(commonHeaders(true)["Referrer-Policy"]).toBe("no-referrer");
  expect(commonHeaders(false)["Referrer-Policy"]).toBe("strict-origin-when-cross-origin");
  for (const isMoney of [true, false])
    expect(commonHeaders(isMoney)).toMatchObject({ "X-Content-Type-Options": "nosniff" });
});

describe("isCrossSite", () => {
  const HOST = "pay.example.com";
  type Case = [name: string, method: string, path: string, headers: Record<string, string>, expected: boolean];
  const cases: Case[] = [
    ["reading", "GET", "/staff", {}, false],
    ["HEAD", "HEAD", "/staff", { origin: "https://evil.example" }, false],
    ["the own form", "POST", "/staff", { "sec-fetch-site": "same-origin" }, false],
    ["typed by the user", "POST", "/staff", { "sec-fetch-site": "none" }, false],
    ["another site", "POST", "/staff", { "sec-fetch-site": "cross-site" }, true],
    ["a neighbour domain", "POST", "/staff", { "sec-fetch-site": "same-site" }, true],
    ["a lie about the origin", "POST", "/staff", { "sec-fetch-site": "cross-site", origin: `https://${HOST}` }, true],
    ["an unknown word", "POST", "/staff", { "sec-fetch-site": "" }, true],
    ["an old browser, own origin", "POST", "/staff", { origin: `https://${HOST}` }, false],
    ["an old browser, http", "POST", "/staff", { origin: `http://${HOST}` }, false],
    ["an old browser, another origin", "POST", "/staff", { origin: "https://evil.example" }, true],
    ["a longer name", "POST", "/staff", { origin: `https://${HOST}.evil.example` }, true],
    ["another port", "POST", "/staff", { origin: `https://${HOST}:8443` }, true],
    ["a user part", "POST", "/staff", { origin: `https://${HOST}@evil.example` }, true],
    ["the null origin", "POST", "/staff", { origin: "null" }, true],
    ["an origin that is none", "POST", "/staff", { origin: HOST }, true],
    ["a program, which names no origin", "POST", "/staff", {}, false],
    ["PUT", "PUT", "/staff", { origin: "https://evil.example" }, true],
    ["DELETE", "DELETE", "/staff", { "sec-fetch-site": "cross-site" }, true],
    ["a method in small letters", "post", "/staff", { origin: "https://evil.example" }, true],
    ["the public page", "POST", "/pay/token", { "sec-fetch-site": "cross-site" }, true],
    ["the API", "POST", "/api/v1/links", {}, false],
    ["cron", "POST", "/api/cron/reconcile", {}, false],
    ["a gateway", "POST", "/api/webhooks/sandbox", { origin: "https://gateway.example" }, false],
    ["the firm's own service", "POST", "/api/connect/pull", {}, false],
    ["sign-in", "POST", "/api/auth/callback", { origin: "https://evil.example" }, true],
    ["the API itself", "POST", "/api/v1", { origin: "https://evil.example" }, false],
    ["a path that only begins alike", "POST", "/api/v10/links", { origin: "https://evil.example" }, true],
  ];
  it.each(cases)("%s: %s %s", (_name, method, path, headers, expected) => {
    const all: Record<string, string> = { host: HOST, ...headers };
    expect(isCrossSite({ method, path, header: (name) => all[name] ?? null })).toBe(expected);
  });

  it("compares hosts whatever their case, and trusts nothing without one", () => {
    const ask = (headers: Record<string, string>) =>
      isCrossSite({ method: "POST", path: "/staff", header: (name) => headers[name] ?? null });
    expect(ask({ host: "Pay.Example.COM", origin: `https://${HOST}` })).toBe(false);
    expect(ask({ origin: "null" })).toBe(true);
    expect(ask({ origin: `https://${HOST}` })).toBe(true);
  });
});

describe("a sign-in that nothing would read", () => {
  it.each([
    ["POST", "/sign-in", "application/x-www-form-urlencoded", true],
    ["POST", "/sign-in", "application/x-www-form-urlencoded; charset=utf-8", true],
    ["POST", "/sign-in", "multipart/form-data; boundary=x", false],
    ["POST", "/sign-in", "text/plain;charset=UTF-8", false],
    ["GET", "/sign-in", "application/x-www-form-urlencoded", false],
    ["POST", "/api/cron/postings", "application/x-www-form-urlencoded", false],
  ])("%s %s as %s: %s", (method, path, type, expected) => {
    const header = (name: string) => (name === "content-type" ? type : null);
    expect(isUnreadSignIn({ method, path, header })).toBe(expected);
  });
});

describe("what the script of an open page sends", () => {
  it.each([
    ["an action", "POST", "/staff/enter-payment", { "next-action": "40ab" }, true],
    ["an upload", "POST", "/staff/payers/import/preview", {}, true],
    ["an upload of a picture", "POST", "/staff/pages/picture", {}, true],
    ["an upload of links", "POST", "/staff/send/bulk/upload", {}, true],
    ["a form", "POST", "/staff/exports/start", { "sec-fetch-dest": "document" }, false],
    ["a post to a page", "POST", "/staff/payments", { "sec-fetch-dest": "empty" }, false],
    ["a navigation of the router", "GET", "/staff/payments", { "sec-fetch-dest": "empty", rsc: "1" }, false],
    ["an action's name on a page", "GET", "/staff/payments", { "next-action": "40ab" }, false],
  ] as [string, string, string, Record<string, string>, boolean][])("%s", (_what, method, path, headers, expected) => {
    expect(isSentByScript({ method, path, header: (name) => headers[name] ?? null })).toBe(expected);
  });
});

describe("the origin of a form on a page without a referrer", () => {
  const said = (headers: Record<string, string>) => unsaidOrigin((name) => headers[name] ?? null);
  it("is this site only where the browser says so", () => {
    const own = { origin: "null", "sec-fetch-site": "same-origin", host: "pay.example:3000" };
    expect(said(own)).toBe("http://pay.example:3000");
    for (const change of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "none" },
      { origin: "https://evil.example" },
      { host: "" },
    ])
      expect(said({ ...own, ...change })).toBeNull();
    expect(said({ origin: "null", host: "pay.example" })).toBeNull();
  });
});
