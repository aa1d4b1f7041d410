import { beforeEach, describe, expect, it } from "vitest";
import { listCharges, type MadeLink, makeLink, readLink } from "../support/app-client";
import { ask, type Question } from "../support/ask";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payByCard, seeHeading } from "../support/pay-page";
import { callServerAction, findServerAction } from "../support/server-actions";
import { expectServerError } from "../support/server-log";

const journey = useJourney();

describe("a link that mail scanners and previewers have opened", () => {
  let link: MadeLink;
  let path = "";
  let token = "";
  beforeEach(async () => {
    link = await makeLink();
    path = new URL(link.url).pathname;
    token = path.replace("/pay/", "");
  });

  async function expectPayable(): Promise<void> {
    expect(await readLink(link.id)).toMatchObject({ status: "outstanding", amountPaidCents: 0 });
    const page = await journey.newClient();
    await page.goto(link.url);
    await payByCard(page, CARDS.visa);
    await seeHeading(page, "Payment received");
    expect((await listCharges(link.id)).filter((line) => line.status === "approved")).toHaveLength(1);
  }

  it("by reading it in every manner can still be paid", async () => {
    const manners: Question[] = [
      {},
      { method: "HEAD" },
      { method: "OPTIONS" },
      { headers: { "user-agent": "SafeLinks/1.0 (link scanner)" } },
      { headers: { purpose: "prefetch" } },
      { headers: { "sec-purpose": "prefetch;prerender" } },
      { headers: { rsc: "1", "next-router-prefetch": "1" } },
    ];
    for (const manner of [...manners, ...manners]) await ask(path, manner);
    expect(await listCharges(link.id)).toEqual([]);
    await expectPayable();
  });

  it("by running its scripts and pressing all there is to press can still be paid", async () => {
    const scanner = await journey.newClient();
    await scanner.goto(link.url);
    await scanner.frameLocator("iframe").getByLabel("Card number").waitFor();
    for (const button of await scanner.getByRole("button").all()) await button.click();
    await scanner.evaluate(() => {
      for (const form of document.forms) form.requestSubmit();
    });
    await scanner.waitForTimeout(1_000);
    for (const label of ["FR", "ES", "EN"]) await scanner.getByRole("link", { name: label, exact: true }).click();
    await scanner.close();
    expect(await listCharges(link.id)).toEqual([]);
    await expectPayable();
  });

  it("by posting forms and calls without a payment method can still be paid", async () => {
    expectServerError(/Invalid Server Actions request/);
    const origin = new URL(link.url).origin;
    const types = ["application/x-www-form-urlencoded", "text/plain", "application/json"];
    for (const type of types) {
      const headers = { origin, "content-type": type };
      await ask(path, { method: "POST", headers, body: "receiptEmail=a%40b.example&method=card" });
    }
    const form = new FormData();
    form.set("receiptEmail", "scanner@clients.example");
    await fetch(link.url, { method: "POST", headers: { origin }, body: form });
    await ask(`${path}/opened`, { method: "POST", headers: { origin } });
    const action = findServerAction("payLinkAction");
    const calls = [
      [],
      [token],
      [token, null],
      [token, {}],
      [token, "x"],
      [null, null],
      [{}, {}],
      [token, { methodToken: "" }],
    ];
    for (const args of calls) {
      const { status, result } = await callServerAction({ path, action, args });
      expect([JSON.stringify(args), status, result?.ok]).toEqual([JSON.stringify(args), 200, false]);
    }
    expect(await listCharges(link.id)).toEqual([]);
    await expectPayable();
  });

  it("by calling with a method that is none can still be paid", async () => {
    const action = findServerAction("payLinkAction");
    const methodToken = "sbx_tok_nothing_4242_1229_aaaaaaaaaaaaaaaa";
    const call = { path, action, args: [token, { methodToken, receiptEmail: "", amountCents: 1 }] };
    expect((await callServerAction(call)).result).toMatchObject({ ok: true, data: { kind: "declined" } });
    await expectPayable();
  });
});
