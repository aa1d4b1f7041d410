import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "./route";

const asked = vi.hoisted(() => ({ key: "pk_test_firm" as string | null }));
vi.mock("@/lib/gateways/stripe-console", () => ({
  findPublishableKey: async (accountId: string) => (accountId === "acc_stripe" ? asked.key : null),
  stripeHosts: () => ({
    script: "https://js.stripe.com/endive/stripe.js",
    scriptHosts: "https://js.stripe.com https://*.js.stripe.com",
    frameHosts: "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
    connectHosts: "https://api.stripe.com",
  }),
}));
beforeEach(() => {
  asked.key = "pk_test_firm";
});

const load = async (query: string) => {
  const response = await GET(new Request(`http://pay.example/gateway/stripe/fields?account=acc_stripe&${query}`));
  return { status: response.status, headers: response.headers, html: await response.text() };
};

describe("the page around Stripe's fields", () => {
  it("loads Stripe's script and frames, its own two scripts by nonce, and nothing else", async () => {
    const { headers, html } = await load("kind=card&locale=en&currency=USD&amount=125000");
    const policy = headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    expect(policy.split("; ").filter((rule) => !rule.startsWith("style-src"))).toEqual([
      "default-src 'none'",
      `script-src 'nonce-${nonce}' https://js.stripe.com https://*.js.stripe.com`,
      "font-src 'self'",
      "connect-src https://api.stripe.com",
      "base-uri 'none'",
      "frame-ancestors 'self'",
      "frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
      "form-action 'none'",
    ]);
    expect([...html.matchAll(/<script src="([^"]+)" nonce="([^"]+)" defer>/g)].map((found) => found.slice(1))).toEqual(
      ["https://js.stripe.com/endive/stripe.js", "/gateway/stripe/overlay.js", "/gateway/stripe/fields.js"].map(
        (src) => [src, nonce],
      ),
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("hands the script the account's public key, the amount and the kind", async () => {
    const { html } = await load("kind=echeck&locale=fr&currency=USD&amount=125000");
    for (const part of [
      'data-kind="echeck"',
      'data-amount="125000"',
      'data-currency="USD"',
      'data-key="pk_test_firm"',
      'data-locale="fr"',
      '<html lang="fr"',
    ])
      expect(html).toContain(part);
  });

  it("says that an account cannot take payments yet, and loads nothing of Stripe's then", async () => {
    asked.key = null;
    const { status, html, headers } = await load("kind=card&locale=en");
    expect(status).toBe(404);
    expect(html).toContain("This account cannot take payments here yet.");
    expect(html).not.toMatch(/<script|stripe\.com/);
    expect(headers.get("content-security-policy")).not.toContain("stripe.com");
  });

  it("takes nothing from its address into the page but known words and figures", async () => {
    const bad = encodeURIComponent('"><script>alert(1)</script>');
    const { html } = await load(`kind=${bad}&locale=${bad}&theme=${bad}&amount=${bad}&currency=${bad}`);
    expect(html).not.toContain("alert(1)");
    expect(html).toContain('data-amount=""');
    expect((await load("amount=-5")).html).toContain('data-amount=""');
    expect((await load("theme=hc-dark")).html).toContain('data-theme="hc-dark"');
  });

  it("may be framed by a firm's site only when the page around it is embedded", async () => {
    expect((await load("embedded=1")).headers.get("content-security-policy")).toContain("frame-ancestors *");
  });
});
