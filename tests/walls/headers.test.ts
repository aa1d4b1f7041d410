import { beforeAll, describe, expect, inject, it } from "vitest";
import { makeLink, makeSentInvoice } from "../support/app-client";
import { fillRoute, listAppRoutes } from "../support/app-routes";
import { type Answer, ask, type Question } from "../support/ask";
import { askForMethod } from "../support/method-request";
import { expectServerError, guardServerLog } from "../support/server-log";

guardServerLog();

const scriptPolicy = (answer: Answer) =>
  /script-src ([^;]*)/.exec(String(answer.headers["content-security-policy"]))?.[1] ?? "";
const nonceOf = (answer: Answer) => /'nonce-([A-Za-z0-9+/=_-]{16,})'/.exec(scriptPolicy(answer))?.[1] ?? "none";

/** What CONTRACT says of every answer under /pay/; whatever is opened by a secret address is held to it. */
function expectMoneyHeaders(answer: Answer, what: string): void {
  const { headers } = answer;
  const found = {
    cache: headers["cache-control"],
    referrer: headers["referrer-policy"],
    sniff: headers["x-content-type-options"],
    cookie: headers["set-cookie"],
    poweredBy: headers["x-powered-by"],
    hasNonce: nonceOf(answer) !== "none",
    unsafe: /unsafe-(inline|eval)/.test(scriptPolicy(answer)),
    ancestors: /frame-ancestors ([^;]*)/.exec(String(headers["content-security-policy"]))?.[1],
  };
  expect.soft(found, what).toEqual({
    cache: expect.stringContaining("no-store"),
    referrer: "no-referrer",
    sniff: "nosniff",
    cookie: undefined,
    poweredBy: undefined,
    hasNonce: true,
    unsafe: false,
    ancestors: "'none'",
  });
}

/** Well formed, but of no build. */
const NO_ACTION = `7f${"0".repeat(40)}`;
const RSC = { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null]') };
const SAME_SITE = (origin: string) => ({ origin, "content-type": "text/plain;charset=UTF-8" });

/** The pages that a client opens by a secret address, and how one is made. */
const PAGES: [string, () => Promise<string>][] = [
  ["/pay", async () => new URL((await makeLink()).url).pathname],
  ["/invoice", async () => new URL((await makeSentInvoice()).url).pathname],
  ["/method", async () => (await askForMethod()).path],
];

describe.each(PAGES)("every answer under %s/", (root, makePath) => {
  let path = "";
  const origin = inject("appUrl");
  beforeAll(async () => {
    path = await makePath();
  });

  /** Whatever is asked, in which manner. The body of a post is never a valid call. */
  const questions = (): [string, string, Question][] => [
    ["an open link", path, {}],
    ["its head", path, { method: "HEAD" }],
    ["an unknown link", `${root}/unknown`, {}],
    ["no link", root, {}],
    ["a slash too much", `${root}/`, {}],
    ["a deeper path", `${path}/more`, {}],
    ["its address with a slash", `${path}/`, {}],
    ["a zero byte", `${root}/%00`, {}],
    ["a broken escape", `${root}/%`, {}],
    ["an escape that is no letter", `${root}/%E0%A4%A?lang=fr`, {}],
    ["a broken escape, posted", `${root}/%`, { method: "POST", headers: { origin }, body: "a=1" }],
    ["a path out of it", `${root}/..%2Fstaff`, {}],
    ["a very long token", `${root}/${"a".repeat(5_000)}`, {}],
    ["another language", `${path}?lang=fr`, {}],
    ["a component request", `${path}?_rsc=1abc`, { headers: RSC }],
    ["a component request for no link", `${root}/unknown?_rsc=1abc`, { headers: RSC }],
    ["a prefetch", `${path}?_rsc=1abc`, { headers: { ...RSC, "next-router-prefetch": "1" } }],
    [
      "a prefetch of a segment",
      `${path}?_rsc=1abc`,
      { headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" } },
    ],
    ["a file of components", `${path}.rsc`, {}],
    [
      "a post of a form",
      path,
      { method: "POST", headers: { origin, "content-type": "application/x-www-form-urlencoded" }, body: "a=1" },
    ],
    [
      "a post to no action",
      path,
      { method: "POST", headers: { ...SAME_SITE(origin), "next-action": NO_ACTION }, body: "[]" },
    ],
    [
      "a post that is no JSON",
      path,
      { method: "POST", headers: { ...SAME_SITE(origin), "next-action": NO_ACTION }, body: "{" },
    ],
    ["a post from another site", path, { method: "POST", headers: { origin: "https://evil.example" }, body: "a=1" }],
    ["a post without an origin", path, { method: "POST", body: "a=1" }],
    ["the note that it was opened", `${path}/opened`, { method: "POST", headers: { origin } }],
    ["the note, read", `${path}/opened`, {}],
    ["the note from another site", `${path}/opened`, { method: "POST", headers: { origin: "https://evil.example" } }],
    ...["PUT", "PATCH", "DELETE", "OPTIONS"].map((method): [string, string, Question] => [
      `a ${method}`,
      path,
      { method, headers: { origin } },
    ]),
  ];

  it("forbids keeping, sniffing, framing and foreign scripts, and sets no cookie, whatever is asked and how", async () => {
    expectServerError(/Failed to find Server Action/);
    for (const [what, where, question] of questions()) expectMoneyHeaders(await ask(where, question), what);
  });

  it("tells an unknown link with 404, other dead links with 200, another site with 403", async () => {
    for (const unknown of [`${root}/unknown`, `${root}/%`, `${root}/%E0%A4%A`])
      expect([unknown, (await ask(unknown)).status]).toEqual([unknown, 404]);
    expect((await ask(path)).status).toBe(200);
    expect((await ask(path, { method: "POST", headers: { origin: "https://evil.example" }, body: "a=1" })).status).toBe(
      403,
    );
    expect(
      (await ask(path, { method: "POST", headers: { origin, "sec-fetch-site": "cross-site" }, body: "a=1" })).status,
    ).toBe(403);
    expect((await ask(path, { method: "POST", headers: { origin: "null" }, body: "a=1" })).status).toBe(403);
  });

  it("has a nonce of its own, which stands on every script of the page", async () => {
    const answers = [await ask(path), await ask(path), await ask(`${root}/unknown`)];
    const nonces = answers.map(nonceOf);
    expect(new Set(nonces).size).toBe(3);
    for (const [index, answer] of answers.entries()) {
      const scripts = answer.body.match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`);
    }
  });
});

describe("every route of the app", () => {
  const values = {
    token: "unknown",
    id: "unknown",
    job: "unknown",
    nextauth: "session",
    path: "unknown",
    gateway: "unknown",
    account: "acc_none",
    autoPayId: "apy_none",
    intent: "pi_none",
    recipient: "unknown",
    firm: "hartwell",
    page: "unknown",
    logo: "lgo_unknown",
    picture: "pic_unknown",
  };

  it.each(listAppRoutes().map((route) => route.pattern))(
    "%s forbids sniffing and keeping, and names no maker",
    async (pattern) => {
      const path = fillRoute(pattern, values);
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const { status, headers } = await ask(path, { method, headers: { origin: "http://127.0.0.1" } });
        const what = `${method} ${path} ${status}`;
        expect([what, headers["x-content-type-options"]]).toEqual([what, "nosniff"]);
        expect([what, headers["x-powered-by"]]).toEqual([what, undefined]);
        expect([what, headers["referrer-policy"]]).not.toEqual([what, undefined]);
        expect([what, String(headers["cache-control"])]).toEqual([what, expect.stringMatching(/no-store/)]);
        expect(status).not.toBe(500);
      }
    },
  );
});

describe("the logo of a firm, and the picture of an item", () => {
  it.each([
    ["logo", "/pages/okafor/pay", /<img src="(\/logo\/[^"]+)"/],
    ["picture", "/pages/hartwell/services", /<img [^>]*src="(\/picture\/[^"]+)"/],
  ])(
    "%s: kept for ever by whoever asks, served as the picture that it is, does nothing when opened by itself",
    async (_what, page, image) => {
      const path = image.exec((await ask(page)).body)?.[1] ?? "";
      const { status, headers, body } = await ask(path);
      expect([status, body.slice(1, 4)]).toEqual([200, "PNG"]);
      expect(headers).toMatchObject({
        "content-type": "image/png",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      });
      expect(headers["set-cookie"]).toBeUndefined();
    },
  );

  it("is not found by another firm's name, nor one that there is not", async () => {
    for (const path of [
      ...["/logo/frm_hartwell/lgo_okafor", "/logo/frm_okafor/lgo_none", "/logo/frm_none/lgo_okafor"],
      ...["/picture/frm_okafor/pic_hartwell_copy", "/picture/frm_hartwell/pic_none"],
    ]) {
      const { status, headers } = await ask(path);
      expect([path, status, headers["cache-control"]]).toEqual([path, 404, "no-store"]);
    }
  });
});

describe("a payment page", () => {
  const framed = (answer: Answer) =>
    /frame-ancestors ([^;]*)/.exec(String(answer.headers["content-security-policy"]))?.[1];

  it("of its own address is framed by nobody, and keeps to the rules of money", async () => {
    for (const path of [
      "/pages/hartwell/pay",
      "/pages/hartwell/unknown",
      "/pages/nobody/pay",
      "/pages/hartwell/pay/unknown",
    ])
      expectMoneyHeaders(await ask(path), path);
  });

  it("within a site is framed by the sites that its settings name, and by nobody else", async () => {
    const answer = await ask("/embed/hartwell/pay");
    expect(answer.status).toBe(200);
    expect(framed(answer)).toContain("http://127.0.0.1:3080");
    expect(framed(answer)).not.toMatch(/\*|'none'/);
    expect(answer.headers["x-frame-options"]).toBeUndefined();
    for (const path of ["/embed/hartwell/unknown", "/embed/hartwell/pay/unknown", "/embed/hartwell"])
      expect([path, framed(await ask(path))]).toEqual([path, "'none'"]);
  });

  it("that nobody knows, a draft and another firm's answer 404", async () => {
    const paths = [
      "/pages/hartwell/unknown",
      "/pages/nobody/pay",
      "/embed/hartwell/unknown",
      "/pages/hartwell/pay/unknown",
    ];
    for (const path of paths) expect([path, (await ask(path)).status]).toEqual([path, 404]);
    expect((await ask("/pages/HARTWELL/pay")).status).toBe(200);
  });
});
