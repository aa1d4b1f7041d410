import { describe, expect, it } from "vitest";
import { PAPERS, type Paper } from "@/lib/documents/model";
import type { FirmView } from "@/lib/firms/model";
import { LOCALES } from "@/lib/i18n/model";
import { type ReadPdf, readPdf } from "@/tests/support/read-pdf";
import type { ReceiptView } from "./model";
import { writeReceiptPdf } from "./write-receipt-pdf";

const FIRM: FirmView = {
  ...{ firmId: "frm_test", slug: "test", name: "Hartwell & Lowe LLP", monogram: "HL", timeZone: "America/New_York" },
  ...{ currency: "USD", locale: "en", addressLine: "118 Chambers Street, New York", phone: "(212) 555-0142" },
  ...{ email: "billing@hartwell.example", brand: {}, linkLifeDays: 30, defaultMessage: "", disclaimer: "" },
  receiptTexts: {},
  ...{ mailsSettled: false, isMoneyFrozen: false, linkMethods: "all", linkCaptcha: "none", allowsPartPayment: false },
};

const RECEIPT: ReceiptView = {
  number: "R-2026-000123",
  paymentId: "pay_1",
  paymentNumber: "P-2026-000456",
  status: "settled",
  madeAt: new Date("2026-10-14T20:10:00Z"),
  paidAt: new Date("2026-10-14T20:10:00Z"),
  amountCents: 128_750,
  surchargeCents: 3_750,
  currency: "USD",
  accountKind: "operating",
  isTest: true,
  methodBrand: "visa",
  methodLast4: "4242",
  methodKind: "card",
  authCode: "7Q2K9D",
  payerName: "Łucja Őry-O’Brien",
  locale: "en",
  receiptEmails: ["elena@bluewater.example"],
  lines: [],
  order: [],
  invoiceNumber: "204118",
  clientRef: "10442",
  matterRef: "10442-0003",
  refunds: [],
};

const LONGEST = { message: "Thank you. ".repeat(27).trim(), footer: "Small print. ".repeat(23).trim() };

const REFUND = {
  id: "rfd_1",
  number: "R-2026-000123-1",
  amountCents: 28_750,
  doneAt: new Date("2026-10-20T15:00:00Z"),
};

async function printOf(
  changes: Partial<ReceiptView>,
  paper: Paper = "letter",
  { refund = "", firm = FIRM }: { refund?: string; firm?: FirmView } = {},
): Promise<ReadPdf> {
  const receipt = { ...RECEIPT, ...changes };
  const file = await writeReceiptPdf({ receipt, firm, locale: receipt.locale, paper }, refund);
  if (!file) throw new Error("no file");
  return readPdf(file.bytes);
}
const textOf = (read: ReadPdf) => read.pages.map((page) => page.text).join(" ");

describe("a receipt's PDF", () => {
  it("says all that a receipt must: firm, time, amount, surcharge, account, method, references", async () => {
    const read = await printOf({});
    const text = textOf(read);
    for (const part of [
      ...["Hartwell & Lowe LLP", "118 Chambers Street, New York", "(212) 555-0142", "Payment received"],
      ...["$1,287.50", "$1,250.00", "Card surcharge", "$37.50", "Operating account", "Invoice 204118"],
      ...["Oct 14, 2026, 4:10 PM ET", "Visa ending in 4242", "7Q2K9D", "R-2026-000123", "P-2026-000456"],
      ...["10442-0003", "Łucja Őry-O’Brien", "For a refund or a question", "Test mode", "Page 1 of 1"],
    ])
      expect(text).toContain(part);
    expect(read).toMatchObject({ title: "Receipt R-2026-000123", language: "en", isTagged: true, showsTitle: true });
    expect(read.pages[0]?.tags).toMatchObject({ H1: 1, Table: 2 });
    expect(read.fonts.every((font) => font.isEmbedded)).toBe(true);
    expect(text).not.toContain("held in trust");
  });

  it("calls trust money held in trust, and an eCheck under way not paid", async () => {
    expect(textOf(await printOf({ accountKind: "trust" }))).toContain("held in trust for you and is not yet earned");
    const pending = textOf(await printOf({ status: "pending", accountKind: "trust", authCode: "", isTest: false }));
    expect(pending).toContain("Payment submitted");
    expect(pending).toContain("Once it has cleared, this money is held in trust");
    expect(pending).not.toMatch(/Total paid|Paid with|Test mode/);
    expect(textOf(await printOf({ status: "voided", accountKind: "trust" }))).not.toMatch(/held in trust|Total paid/);
  });

  it("shows what went back, and each refund has a receipt of its own", async () => {
    const changes = { status: "partially_refunded", refunds: [REFUND] } as const;
    const text = textOf(await printOf({ ...changes, refunds: [...changes.refunds] }));
    expect(text).toContain("Refund on Oct 20, 2026, receipt R-2026-000123-1");
    expect(text).toContain("\u2212$287.50");
    expect(text).toContain("Kept after refunds $1,000.00");
    const refund = await printOf({ refunds: [REFUND] }, "letter", { refund: REFUND.number });
    expect(refund.title).toBe("Refund receipt R-2026-000123-1");
    expect(textOf(refund)).toContain("$287.50 of payment P-2026-000456 was returned to you");
    const print = { receipt: RECEIPT, firm: FIRM, locale: "en", paper: "a4" } as const;
    expect(await writeReceiptPdf(print, "R-2026-000123-9")).toBeNull();
  });

  it.each(PAPERS.flatMap((paper) => LOCALES.map((locale) => [paper, locale] as const)))(
    "with everything that can stand on it fits one %s page in %s",
    async (paper, locale) => {
      const refunds = [1, 2, 3, 4].map((n) => ({ ...REFUND, number: `R-2026-000123-${n}`, amountCents: 1_000 }));
      const payerName =
        "Gesellschaft für außergewöhnlich lange Namen mit beschränkter Haftung und Compagnie, Zweigstelle";
      const read = await printOf(
        { locale, refunds, payerName, accountKind: "trust", invoiceNumber: "2026/10/204118-A-000000001234567890" },
        paper,
      );
      expect(read.pages).toHaveLength(1);
      expect(read.pages[0]).toMatchObject(paper === "letter" ? { width: 612, height: 792 } : { width: 595.28 });
      expect(read.language).toBe(locale);
      expect(textOf(read)).toContain(payerName.slice(0, 40));
    },
  );

  it.each(PAPERS)("with the firm’s longest words, a refund and trust money fits one %s page", async (paper) => {
    for (const locale of LOCALES) {
      const firm = { ...FIRM, receiptTexts: { [locale]: LONGEST } };
      const read = await printOf({ locale, refunds: [REFUND], accountKind: "trust" }, paper, { firm });
      expect(read.pages).toHaveLength(1);
      expect(textOf(read)).toContain("Small print. Small print.");
    }
  });

  it("shows the firm’s own words, in its language where a language has none; and thanks for no money that came back", async () => {
    const words = { message: "Thank you.", footer: "Attorneys at law." };
    const firm = {
      ...FIRM,
      disclaimer: "No retainer.",
      receiptTexts: { en: words, fr: { ...words, message: "Merci." } },
    };
    const english = textOf(await printOf({}, "letter", { firm }));
    expect(english).toContain("Thank you.");
    expect(english).toContain("Attorneys at law.");
    expect(english).not.toContain("No retainer.");
    expect(textOf(await printOf({ locale: "fr" }, "letter", { firm }))).toContain("Merci.");
    expect(textOf(await printOf({ locale: "es" }, "letter", { firm }))).toContain("Thank you.");
    for (const status of ["returned", "voided", "refunded", "dispute_lost"] as const) {
      const text = textOf(await printOf({ status }, "letter", { firm }));
      expect(text).not.toContain("Thank you.");
      expect(text).toContain("Attorneys at law.");
    }
  });

  it("holds no more of the method than its last four digits", async () => {
    const text = textOf(await printOf({ refunds: [REFUND] }));
    expect(text).toContain("4242");
    expect(text).not.toMatch(/\d{12}|exp(iry|ires)|\b\d\d\/\d\d\b/i);
  });
});
