import { beforeAll, describe, expect, it } from "vitest";
import { letterText } from "@/emails/letter-text";
import { composeReceipt } from "@/lib/email/compose/receipt";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { obligationOfLink } from "@/lib/pay-links/rules";
import { inFirm } from "@/lib/platform/tx";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { readReceiptFile } from "@/lib/receipts/read-receipt-file";
import { payAs } from "@/tests/support/money-bench";
import { inventItem, makePostingBench, type PostingBench } from "@/tests/support/posting-bench";
import { readPdf } from "@/tests/support/read-pdf";
import { useTestDatabase } from "@/tests/support/test-database";
import { keepLines } from "./keep-lines";

/** What the client who pays a link of Connect is told of it: page, receipt, its file and its mail. */
const test = useTestDatabase();
const SECRET = "Write-off agreed";
let bench: PostingBench;

beforeAll(async () => {
  bench = await makePostingBench(test, "frm_lines");
});

type Asked = { item: ReturnType<typeof inventItem>; amountCents: number };

async function sendLink(lines: readonly Asked[]) {
  const { firm, connectionId } = bench;
  const amountCents = lines.reduce((sum, line) => sum + line.amountCents, 0);
  const link = await firm.makeLink({ send: false, amountCents });
  await test.asOwner("update pay_links set source = 'connect_link' where id = $1", [link.id]);
  const kept = lines.map((line) => ({ ...line, balanceCents: line.item.balanceCents }));
  const of = { obligation: obligationOfLink(link.id), connectionId, arMessage: SECRET };
  await inFirm(firm.ctxAt(), (tx) => keepLines(firm.ctxAt(), tx, { ...of, lines: kept }));
  return link;
}

const LEASE = { item: inventItem({ payorName: "Somebody Else" }), amountCents: 312_500 };
const CHARTER = {
  item: inventItem({ key: "4712", invoiceNumber: "204077", matterName: "Charter party dispute" }),
  amountCents: 173_750,
};

describe("the client of a link of Connect", () => {
  it("reads each invoice with its amount on the page, the receipt, its file and its mail", async () => {
    const link = await sendLink([LEASE, CHARTER]);
    const opened = await findPublicLink(link.token);
    expect(opened?.link.lines).toMatchObject([
      { kind: "invoice", invoiceNumber: "204118", matterName: "Harbor lease", amountCents: 312_500 },
      { kind: "invoice", invoiceNumber: "204077", matterName: "Charter party dispute", amountCents: 173_750 },
    ]);
    const paid = await payAs(bench.firm, link.id);
    if (paid.kind !== "approved") throw new Error(paid.kind);
    const found = await findPublicReceipt(paid.receiptToken);
    expect(found?.receipt.lines).toEqual(opened?.link.lines);
    const file = await readReceiptFile(paid.receiptToken, { search: new URLSearchParams("lang=fr") });
    const printed = (await readPdf(file?.bytes ?? new Uint8Array())).pages.map(({ text }) => text).join(" ");
    const ctx = bench.firm.ctxAt();
    const mail = await inFirm(ctx, (tx) => composeReceipt(ctx, tx, { paymentId: paid.paymentId }, "en"));
    const written = mail ? letterText(mail.letter) : "";
    expect(printed).toContain("Facture 204118, Harbor lease");
    expect(printed).toContain("Facture 204077, Charter party dispute");
    for (const words of ["Invoice 204118", "$3,125.00", "Invoice 204077", "$1,737.50", "Charter party dispute"])
      expect(written).toContain(words);
    for (const told of [JSON.stringify(opened?.link), JSON.stringify(found?.receipt), printed, written])
      for (const secret of [SECRET, "Somebody Else"]) expect(told).not.toContain(secret);
  });

  it("reads what no other client's matter is about", async () => {
    const other = inventItem({
      key: "4713",
      clientNumber: "10360",
      invoiceNumber: "204188",
      matterName: "Merger talks",
    });
    const link = await sendLink([LEASE, { item: other, amountCents: 1_000 }]);
    const opened = await findPublicLink(link.token);
    expect(opened?.link.lines.map(({ invoiceNumber }) => invoiceNumber)).toEqual(["204118", "204188"]);
    expect(JSON.stringify(opened?.link)).not.toContain("Merger talks");
  });

  it("of any other link reads what the link says", async () => {
    const link = await bench.firm.makeLink({ send: false, amountCents: 5_000 });
    expect((await findPublicLink(link.token))?.link.lines).toEqual([]);
  });
});
