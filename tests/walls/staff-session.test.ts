import { describe, expect, inject, it } from "vitest";
import { fillRoute, listAppRoutes } from "../support/app-routes";
import { ask, signInByPost } from "../support/ask";
import { callServerAction, findServerAction } from "../support/server-actions";
import { guardServerLog } from "../support/server-log";
import { PASSWORD, STAFF } from "../support/sign-in";

guardServerLog();

const PAGES = listAppRoutes()
  .map((route) => route.pattern)
  .filter((pattern) => pattern.startsWith("/staff"));
const SUBREQUESTS = ["middleware", "src/middleware", "proxy", "src/proxy", "pages/_middleware"];
const TREE = encodeURIComponent(
  '["",{"children":["staff",{"children":["payments",{"children":["__PAGE__",{}]}]}]},null,null,true]',
);

/** Ways in which a request was made to go around the check before pages, here or in older versions of the framework. */
const DISGUISES: [string, Record<string, string>][] = [
  ["plain", {}],
  ["as a component request", { rsc: "1" }],
  ["as a component request with a tree", { rsc: "1", "next-router-state-tree": TREE }],
  ["as a prefetch", { rsc: "1", "next-router-prefetch": "1" }],
  ["as a prefetch of a segment", { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }],
  [
    "as a prefetch of the page's segment",
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/staff/payments/__PAGE__" },
  ],
  ["as a prefetch before the page", { "x-middleware-prefetch": "1" }],
  ["as data", { "x-nextjs-data": "1" }],
  [
    "as an inner request",
    { "x-invoke-path": "/staff/payments", "x-middleware-invoke": "1", "x-matched-path": "/staff/payments" },
  ],
  [
    "as a rewrite",
    {
      "x-middleware-rewrite": "/staff/payments",
      "x-rewrite-url": "/staff/payments",
      "x-original-url": "/staff/payments",
    },
  ],
  ["with the proxy's own headers", { "x-docketpay-area": "staff", "x-docketpay-path": "/staff/payments" }],
  ["with a forged cookie", { cookie: "docketpay=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC" }],
  ["with an empty cookie", { cookie: "docketpay=" }],
  ...SUBREQUESTS.map((name): [string, Record<string, string>] => [
    `as a subrequest of ${name}`,
    { "x-middleware-subrequest": Array.from({ length: 5 }, () => name).join(":"), "x-middleware-subrequest-id": "0" },
  ]),
];

/** Words that only a page behind the sign-in holds. */
const INSIDE = /Hartwell|Payment Manager|Sent Pages|Quick Link|IOLTA|lnk_|pay_/;

describe("a page of the staff without a session", () => {
  it.each(PAGES)("%s sends to the sign-in before any of it, in every disguise", async (pattern) => {
    const path = fillRoute(pattern, { id: "unknown", autoPayId: "unknown" });
    for (const [disguise, headers] of DISGUISES) {
      for (const query of ["", "?_rsc=1abc2"]) {
        const answer = await ask(path + query, { headers });
        const what = `${path}${query} ${disguise}`;
        expect([what, answer.status]).toEqual([what, 307]);
        expect([what, answer.headers.location?.replace(/^https?:\/\/[^/]+/, "").split("?")[0]]).toEqual([
          what,
          "/sign-in",
        ]);
        expect([what, answer.body.replace(decodeURIComponent(answer.headers.location ?? ""), "").length < 200]).toEqual(
          [what, true],
        );
        expect([what, INSIDE.test(answer.body)]).toEqual([what, false]);
        expect(answer.headers["cache-control"]).toContain("no-store");
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
    }
  });

  it.each([
    "//staff/payments",
    "/staff//payments",
    "/STAFF/payments",
    "/staff%2Fpayments",
    "/%73taff/payments",
    "/./staff/payments",
    "/pay/../staff/payments",
    "/pay/..%2Fstaff/payments",
    "/staff/payments/",
    "/staff/payments.rsc",
    "/staff/payments.segments/_tree.segment.rsc",
    "/staff;a=1/payments",
    "/staff\\payments",
    "/_next/data/x/staff/payments.json",
    "/en/staff/payments",
  ])("shows nothing under %s", async (path) => {
    for (const headers of [{}, { rsc: "1" }] as Record<string, string>[]) {
      const answer = await ask(path, { headers });
      expect(answer.status).not.toBe(200);
      expect(INSIDE.test(answer.body.replaceAll(/"[^"]*sign-in[^"]*"/g, ""))).toBe(false);
    }
  });
});

describe("a script of the staff's pages without a session", () => {
  const SCRIPTED = { origin: inject("appUrl"), "sec-fetch-dest": "empty", "sec-fetch-site": "same-origin" };

  it("is refused by the action itself, in words", async () => {
    const call = { path: "/staff/profile", action: findServerAction("endSessionsAction"), args: [null] };
    const { status, result } = await callServerAction(call);
    expect([status, result]).toMatchObject([200, { ok: false, code: "unauthenticated" }]);
  });

  it("is refused by uploads themselves", async () => {
    const upload = { method: "POST", headers: SCRIPTED, body: "Name\nElena" };
    const sent = await fetch(`${inject("appUrl")}/staff/payers/import/preview`, upload);
    expect([sent.status, await sent.json()]).toMatchObject([422, { ok: false, code: "unauthenticated" }]);
  });

  it("is shown nothing of a page", async () => {
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`${inject("appUrl")}/staff/payments`, {
        method,
        headers: SCRIPTED,
        redirect: "manual",
      });
      expect([method, answer.status]).toEqual([method, 307]);
      expect([method, INSIDE.test(await answer.text())]).toEqual([method, false]);
    }
  });
});

describe("a session", () => {
  it("that was ended opens no page and no action, in any browser that holds its cookie", async () => {
    const email = STAFF.stranger;
    const cookie = await signInByPost(email, PASSWORD);
    const other = await signInByPost(email, PASSWORD);
    expect((await ask("/staff/payments", { headers: { cookie } })).status).toBe(200);
    const path = "/staff/profile";
    const call = { path, action: findServerAction("endSessionsAction"), args: [null] };
    const ended = await callServerAction({ ...call, cookie: other });
    expect(ended.result).toMatchObject({ ok: true });
    for (const old of [cookie, other]) {
      for (const headers of [{ cookie: old }, { cookie: old, rsc: "1" }] as Record<string, string>[]) {
        const answer = await ask(`/staff/payments${headers.rsc ? "?_rsc" : ""}`, { headers });
        if (headers.rsc) expect(answer.body).toContain("NEXT_REDIRECT;replace;/sign-in");
        else expect([answer.status, answer.headers.location]).toEqual([307, "/sign-in"]);
        expect(answer.body).not.toMatch(/Okafor|Chidi|lnk_|pay_|<main/);
      }
      const refused = await callServerAction({ ...call, cookie: old });
      expect(refused.result).toMatchObject({ ok: false, code: "unauthenticated" });
    }
  });

  it("is one cookie that scripts cannot read and other sites cannot post with", async () => {
    const origin = inject("appUrl");
    const page = await ask("/sign-in");
    expect(page.headers["set-cookie"]).toBeUndefined();
    const fields = [...page.body.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
    const form = new FormData();
    for (const [, name = "", value = ""] of fields) form.set(name, value.replaceAll("&quot;", '"'));
    form.set("email", STAFF.viewer);
    form.set("password", PASSWORD);
    const response = await fetch(`${origin}/sign-in`, {
      method: "POST",
      headers: { origin },
      body: form,
      redirect: "manual",
    });
    const cookies = response.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/; Path=\/;/);
    expect(cookies[0]).toMatch(/; HttpOnly/);
    expect(cookies[0]).toMatch(/; SameSite=lax/i);
  });
});
