import { expect, it } from "vitest";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { countPayLinks, getPayLink, listLinkTokens, listPayLinks } from "@/lib/pay-links/queries";
import { inFirm } from "@/lib/platform/tx";
import { makeInvoiceBench } from "@/tests/support/invoice-bench";
import { clockAfter, refusalOf } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { INVOICES_OFF } from "./model";
import { saveInvoiceSettings } from "./save-invoice-settings";

const test = useTestDatabase();

it("is the invoices’ own on the link of an invoice, whatever the firm allows on the links it sends", async () => {
  const { firm, sent, openLinkOf } = await makeInvoiceBench(test, "frm_parts");
  const ctx = firm.ctxAt(clockAfter(0));
  const ids = [await openLinkOf(await sent()), (await firm.makeLink({ send: false }, clockAfter(0))).id];
  const allowed = () =>
    Promise.all(
      ids.map(async (id) => {
        const token = await inFirm(ctx, (tx) => findLinkToken(ctx, tx, id));
        return (await findPublicLink(token ?? ""))?.firm.allowsPartPayment;
      }),
    );
  for (const ofLinks of [true, false])
    for (const ofInvoices of [true, false]) {
      await test.asOwner("update firms set allows_part_payment = $1 where firm_id = $2", [ofLinks, ctx.firmId]);
      await saveInvoiceSettings(ctx, { ...INVOICES_OFF, isOn: true, allowsParts: ofInvoices });
      expect(await allowed()).toEqual([ofInvoices, ofLinks]);
    }
});

it("links of invoices are not among the sent ones", async () => {
  const { firm, sent, openLinkOf } = await makeInvoiceBench(test, "frm_sent_pages");
  const ctx = firm.ctxAt(clockAfter(0));
  const ofInvoice = await openLinkOf(await sent());
  const { id } = await firm.makeLink({ send: false }, clockAfter(0));
  expect((await listPayLinks(ctx, { status: "all" })).rows.map((row) => row.id)).toEqual([id]);
  expect((await listPayLinks(ctx, { status: "all", q: "INV-" })).rows).toEqual([]);
  expect(await countPayLinks(ctx)).toMatchObject({ outstanding: 1, all: 1 });
  expect(await refusalOf(getPayLink(ctx, ofInvoice))).toMatchObject({ code: "not_found", reason: "link_unknown" });
  expect([...(await listLinkTokens(ctx, [ofInvoice, id])).keys()]).toEqual([id]);
});
