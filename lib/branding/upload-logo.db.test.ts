import { deflateSync } from "node:zlib";
import { createElement } from "react";
import { beforeAll, describe, expect, it } from "vitest";
import { drawLogo, OKAFOR_LOGO } from "@/db/seed/logo";
import PayLinkMail from "@/emails/pay-link";
import { renderHtml } from "@/emails/ui";
import { writePdf } from "@/lib/documents/write-pdf";
import { mailFirmOf } from "@/lib/email/compose/parts";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { pngOf, webpOf } from "@/tests/support/pictures";
import { readPdf } from "@/tests/support/read-pdf";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { getBranding } from "./queries";
import { readPrintLogo } from "./read-print-logo";
import { readPublicLogo } from "./read-public-logo";
import { removeLogo } from "./remove-logo";
import { PLAIN } from "./rules";
import { saveBranding } from "./save-branding";
import { BrandingInput } from "./schemas";
import { uploadLogo } from "./upload-logo";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
const LOGO = pngOf({ width: 400, height: 100 });
const CHOICE = { accent: "#f2c200", background: "gradient", ground: "#102030", ground2: "#fefefe" } as const;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

async function firmOfPage() {
  const found = await findPublicLink((await firm.makeLink()).token);
  if (!found) throw new Error("the link is not found");
  return found.firm;
}

async function audited(action: string) {
  const [row] = await test.asOwner<{ detail: Record<string, string> }>(
    "select detail from audit_log where action = $1 and firm_id = $2 order by seq desc limit 1",
    [action, firm.firmId],
  );
  return { before: JSON.parse(row?.detail.before ?? "{}"), after: JSON.parse(row?.detail.after ?? "{}") };
}

describe("the look of a firm", () => {
  it("is on its pages at once, readable, with before and after in the audit log, and changes no other firm", async () => {
    await saveBranding(firm.ctxAt(), { ...CHOICE, logoHasName: false });
    expect(await getBranding(firm.ctxAt())).toEqual({ choice: CHOICE, logo: null });
    expect(await getBranding(stranger.ctxAt())).toEqual({ choice: PLAIN, logo: null });
    const { brand } = await firmOfPage();
    expect(brand["--brand-background-image"]).toBe("linear-gradient(#102030, #fefefe)");
    expect(brand["--brand-accent"]).not.toBe("#f2c200");
    expect(await audited("branding.saved")).toMatchObject({ before: PLAIN, after: CHOICE });
  });

  it("is for whoever may change settings", async () => {
    const clerk = staffCtx(firm, ["payments.view", "links.send"]);
    const works = [
      getBranding(clerk),
      saveBranding(clerk, { ...CHOICE, logoHasName: false }),
      uploadLogo(clerk, LOGO),
      removeLogo(clerk),
    ];
    for (const work of works) expect(await refusalOf(work)).toMatchObject({ code: "forbidden" });
  });

  it.each([
    { accent: "green" },
    { accent: "#12345" },
    { ground: "" },
    { ground2: "red;} body{" },
    { background: "photo" },
  ])("refuses %o", (changes) => {
    expect(BrandingInput.safeParse({ ...CHOICE, logoHasName: false, ...changes }).success).toBe(false);
  });
});

describe("a logo", () => {
  it("is served by its own address, goes with the name into pages and mails, and leaves them when it is removed", async () => {
    const { id } = await uploadLogo(firm.ctxAt(), Buffer.concat([LOGO, Buffer.from("<script>")]));
    await saveBranding(firm.ctxAt(), { ...CHOICE, logoHasName: true });
    const file = await readPublicLogo(firm.firmId, id);
    expect(file?.contentType).toBe("image/png");
    expect(Buffer.from(file?.bytes ?? [])).toEqual(LOGO);
    expect(await readPublicLogo(stranger.firmId, id)).toBeNull();
    expect((await getBranding(firm.ctxAt())).logo).toMatchObject({ id, width: 400, height: 100, hasName: true });
    const facts = { ...PayLinkMail.PreviewProps, firm: mailFirmOf(await firmOfPage()) };
    const html = await renderHtml(createElement(PayLinkMail, facts));
    expect(html).toMatch(new RegExp(`<img[^>]+src="http[^"]+/logo/${firm.firmId}/${id}"`));
    expect(html.match(/<img/g)).toHaveLength(1);
    expect(html).not.toContain("preload");
    expect(html).toContain('alt="Hartwell &amp; Lowe LLP"');
    await removeLogo(firm.ctxAt());
    expect((await getBranding(firm.ctxAt())).logo).toBeNull();
    expect(mailFirmOf(await firmOfPage()).logo).toBeNull();
    expect(await audited("logo.removed")).toMatchObject({ before: { logo: id }, after: { logo: "" } });
    // Mails that were sent show it on.
    expect(await readPublicLogo(firm.firmId, id)).not.toBeNull();
  });

  it("is printed on receipts, the same bytes each time, and a WebP is left to pages", async () => {
    await uploadLogo(firm.ctxAt(), drawLogo(OKAFOR_LOGO.size));
    const printed = await readPrintLogo(PAPER, await firmOfPage());
    expect(printed.firm.logo).toMatchObject({ width: OKAFOR_LOGO.size, height: OKAFOR_LOGO.size });
    const [first, second] = await Promise.all([writePdf(printed), writePdf(printed)]);
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.from(first).toString("latin1")).toContain("/Subtype /Image");
    const read = await readPdf(first);
    expect(read.pages[0]?.text).toContain(PAPER.firm.name);
    await uploadLogo(firm.ctxAt(), webpOf([["VP8L", [0x2f, 29, 0xc0, 4, 0]]]));
    expect(await readPrintLogo(PAPER, await firmOfPage())).toEqual(PAPER);
    expect(mailFirmOf(await firmOfPage()).logo).toBeNull();
  });

  it.each<[string, Uint8Array, string]>([
    ["is no picture", Buffer.from("<svg onload='alert(1)'/>"), "image_unknown"],
    ["is larger than 200 KB", Buffer.concat([LOGO, Buffer.alloc(204_800)]), "logo_too_large"],
    ["is too small", pngOf({ width: 15, height: 40 }), "logo_pixels"],
    ["is too wide", pngOf({ width: 2_001, height: 40 }), "logo_pixels"],
    [
      "unpacks to more than it says",
      pngOf({ width: 40, height: 40, pixels: deflateSync(Buffer.alloc(99_999)) }),
      "image_broken",
    ],
    [
      "unpacks to less than it says",
      pngOf({ width: 40, height: 40, pixels: deflateSync(Buffer.alloc(99)) }),
      "image_broken",
    ],
    ["does not unpack", pngOf({ width: 40, height: 40, pixels: Buffer.from("pixels") }), "image_broken"],
  ])("that %s is refused, and the one before stays", async (_name, file, reason) => {
    const before = await getBranding(firm.ctxAt());
    expect(await refusalOf(uploadLogo(firm.ctxAt(), file))).toMatchObject({ code: "invalid_input", reason });
    expect(await getBranding(firm.ctxAt())).toEqual(before);
  });
});

const PAPER = {
  title: "Receipt R-2026-000123",
  language: "en",
  paper: "letter",
  firm: { name: "Hartwell & Lowe LLP", lines: ["118 Chambers Street"] },
  blocks: [{ kind: "heading", level: 1, text: "Payment received" }],
  foot: "R-2026-000123",
  pageText: (page: number, pages: number) => `Page ${page} of ${pages}`,
  madeAt: new Date("2026-11-21T12:00:00Z"),
} as const;
