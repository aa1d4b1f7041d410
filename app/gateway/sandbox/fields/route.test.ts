import { describe, expect, it } from "vitest";
import { GET } from "./route";

const load = async (query: string) => {
  const response = GET(new Request(`http://pay.example/gateway/sandbox/fields?${query}`));
  return { headers: response.headers, html: await response.text() };
};

describe("the hosted fields page", () => {
  it("runs only the two scripts that its nonce names, and sends nothing anywhere", async () => {
    const { headers, html } = await load("kind=card&locale=en");
    const policy = headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    for (const rule of [
      "default-src 'none'",
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ]) {
      expect(policy.split("; ")).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|https:|\*/);
    expect([...html.matchAll(/<script src="([^"]+)" nonce="([^"]+)" defer>/g)].map((found) => found.slice(1))).toEqual([
      ["/gateway/sandbox/numbers.js", nonce],
      ["/gateway/sandbox/fields.js", nonce],
    ]);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("has a new nonce each time", async () => {
    const policies = await Promise.all([load(""), load("")]);
    expect(policies[0]?.headers.get("content-security-policy")).not.toBe(
      policies[1]?.headers.get("content-security-policy"),
    );
  });

  it("may be framed by a firm's site only when the page around it is embedded", async () => {
    const { headers } = await load("kind=card&embedded=1");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors *");
  });

  it.each([
    ["card", "en", ["Card number", "Expiry date", "Security code", "ZIP code"]],
    ["echeck", "en", ["Name on account", "Account type", "Routing number", "Account number"]],
    ["card", "fr", ["Numéro de carte", "Date d’expiration", "Code de sécurité", "Code postal"]],
    ["card", "es", ["Número de tarjeta", "Fecha de vencimiento", "Código de seguridad", "Código postal"]],
  ])("labels its %s fields in %s", async (kind, locale, labels) => {
    const { html } = await load(`kind=${kind}&locale=${locale}`);
    expect([...html.matchAll(/<label for="(\w+)">([^<]+)<\/label>/g)].map((found) => found[2])).toEqual(labels);
    for (const [, id] of html.matchAll(/<label for="(\w+)">/g)) expect(html).toContain(`id="${id}"`);
    expect(html).toContain(`<html lang="${locale}"`);
  });

  it("is as dense as a staff form where staff type, and nowhere else", async () => {
    expect((await load("kind=card&size=desk")).html).toContain('<html lang="en" data-size="desk">');
    for (const other of ["kind=card", "kind=card&size=tiny"])
      expect((await load(other)).html).toContain('<html lang="en"><head>');
  });

  it("takes nothing from its address into the page but known words", async () => {
    const { html } = await load(
      `kind=${encodeURIComponent('"><script>')}&locale=${encodeURIComponent('"><b>')}&theme=${encodeURIComponent('"><i>')}`,
    );
    expect(html).not.toMatch(/"><(b|i)>|<script>/);
    expect(html).toContain('<html lang="en"><head>');
    expect((await load("theme=hc-dark")).html).toContain('data-theme="hc-dark"');
  });
});
