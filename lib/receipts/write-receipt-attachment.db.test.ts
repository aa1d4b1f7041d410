import { expect, it } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import type { OutgoingMail } from "@/lib/email/transports/port";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { voidPayment } from "@/lib/voids/void-payment";
import { useLinkBench } from "@/tests/support/link-bench";
import { clockAfter, MINUTE_MS, payAs } from "@/tests/support/money-bench";
import { readPdf } from "@/tests/support/read-pdf";
import { findPublicReceipt } from "./find-public-receipt";
import { readReceiptFile } from "./read-receipt-file";

const bench = useLinkBench();

/** Delivers the newest mail of a kind about a payment and gives what went out. */
async function delivered(paymentId: string, kind: string): Promise<OutgoingMail> {
  const [row] = await bench.test.asOwner<{ id: string }>(
    "select id from mails where object_id = $1 and kind = $2 order by id desc limit 1",
    [paymentId, kind],
  );
  const sent: OutgoingMail[] = [];
  const send = async (mail: OutgoingMail) => {
    sent.push(mail);
    return { kind: "sent" } as const;
  };
  await deliverMail(bench.firm.ctxAt(), row?.id ?? "", { name: "smtp", send });
  const [mail] = sent;
  if (!mail) throw new Error("nothing went out");
  return mail;
}

async function textIn(mail: OutgoingMail): Promise<string> {
  const [file] = mail.attachments;
  const read = await readPdf(file?.bytes ?? new Uint8Array());
  return read.pages.map((page) => page.text).join(" ");
}

it("the receipt goes with its mail, in the payer's language; a refund and a void bring one of their own", async () => {
  const trust = { account: "IOLTA Trust", clientRef: "1", matterRef: "1-1", locale: "fr" } as const;
  const first = await payAs(bench.firm, (await bench.create({ send: false, ...trust })).id);
  const mail = await delivered(first.paymentId, "receipt");
  expect(mail.attachments.map((file) => file.fileName)).toEqual([expect.stringMatching(/^R-\d{4}-\d{6}\.pdf$/)]);
  expect(await textIn(mail)).toContain("détenue en fiducie pour vous");

  const second = await payAs(bench.firm, (await bench.create({ send: false })).id);
  const wish = { paymentId: second.paymentId, amountCents: 25_000, reason: "", requestKey: "one-refund" };
  await refundPayment(bench.firm.ctxAt(), wish);
  const refund = await delivered(second.paymentId, "refund-receipt");
  expect(refund.attachments[0]?.fileName).toMatch(/-1\.pdf$/);
  expect(await textIn(refund)).toContain("$250.00 of payment");

  const third = await payAs(bench.firm, (await bench.create({ send: false })).id);
  await voidPayment(bench.firm.ctxAt(clockAfter(MINUTE_MS)), { paymentId: third.paymentId, reason: "" });
  expect(await textIn(await delivered(third.paymentId, "void-notice"))).toContain("Payment voided");
});

it("a token opens its receipt's file, in the language and on the paper asked for; no other does", async () => {
  const answer = await payAs(bench.firm, (await bench.create({ send: false })).id);
  if (answer.kind !== "approved") throw new Error(answer.kind);
  const read = async (search: string, token = answer.receiptToken) => {
    const file = await readReceiptFile(token, { search: new URLSearchParams(search) });
    return file && readPdf(file.bytes);
  };
  const found = await findPublicReceipt(answer.receiptToken);
  expect(await read("")).toMatchObject({ title: `Receipt ${found?.receipt.number}`, language: "en" });
  expect(await read("lang=es&paper=a4")).toMatchObject({ language: "es", pages: [{ width: 595.28 }] });
  expect(await read("refund=R-1")).toBeNull();
  expect(await read("", `${answer.receiptToken.slice(0, -1)}_`)).toBeNull();
});
