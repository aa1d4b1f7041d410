import { beforeAll, describe, expect, it } from "vitest";
import { clockAfter, DAY_MS, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { makePage, pageForm } from "@/tests/support/page-bench";
import { pngOf } from "@/tests/support/pictures";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { MAX_PICTURE_BYTES } from "./model";
import { getPageEditor, getPagePreview } from "./queries";
import { readPublicPicture } from "./read-public-picture";
import { savePaymentPage } from "./save-payment-page";
import { uploadPicture } from "./upload-picture";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const clerk = (of = firm, ms = 0) => staffCtx(of, ["pages.manage"], { clock: clockAfter(ms) });
const FILE = pngOf({ width: 200, height: 100, extra: [["tEXt", Buffer.from("Author\0somebody")]] });
const item = (pictureId: string, pictureAlt = "") => ({
  ...{ itemId: "", name: "Certified copy", note: "", priceCents: 4_500, tax: "", most: "10", stock: "" },
  ...{ pictureId, pictureAlt },
});
const pageWith = (pictureId: string, pictureAlt = "") =>
  makePage(firm, { amountRule: "items", items: [item(pictureId, pictureAlt)] });
const pictureOf = async (pageId: string) => {
  const { page } = await getPagePreview(clerk(), pageId);
  return page.amount.kind === "items" ? page.amount.items[0]?.picture : undefined;
};

describe("the picture of an item", () => {
  it("is written anew, shown by its page with its words, and served to everybody by its address", async () => {
    const { id, url, width, height } = await uploadPicture(clerk(), FILE);
    expect({ url, width, height }).toEqual({ url: `/picture/frm_test/${id}`, width: 200, height: 100 });
    const { pageId } = await pageWith(id, "A page with a seal");
    expect(await pictureOf(pageId)).toEqual({ id, url, width, height, alt: "A page with a seal" });
    const served = await readPublicPicture("frm_test", id);
    expect(served?.contentType).toBe("image/png");
    expect(Buffer.from(served?.bytes ?? []).toString("latin1")).not.toContain("somebody");
    expect(await readPublicPicture("frm_other", id)).toBeNull();
    expect(await readPublicPicture("frm_none", id)).toBeNull();
  });

  it("is taken off with its words", async () => {
    const { id } = await uploadPicture(clerk(), FILE);
    const { pageId } = await pageWith(id, "A page with a seal");
    const { page } = await getPageEditor(staffCtx(firm, ["pages.manage", "payments.view"]), pageId);
    const sold = page?.amount.kind === "items" ? page.amount.items[0] : undefined;
    const bare = { ...item("", "words without a picture"), itemId: sold?.id ?? "" };
    await savePaymentPage(clerk(), pageForm({ pageId, amountRule: "items", items: [bare] }));
    expect(await pictureOf(pageId)).toBeNull();
    const [row] = await test.asOwner("select picture_id, picture_alt from page_items where id = $1", [sold?.id]);
    expect(row).toEqual({ picture_id: null, picture_alt: "" });
  });

  it("of another firm, or one that there is not, is refused at its item", async () => {
    const { id } = await uploadPicture(clerk(stranger), FILE);
    for (const wanted of [id, "pic_none"]) {
      const error = await pageWith(wanted).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: "invalid_input",
        fields: [{ path: "items.0.pictureId", message: "picture_gone" }],
      });
    }
  });

  it("goes after a day unless an item shows it", async () => {
    const unused = await uploadPicture(clerk(), FILE);
    const used = await uploadPicture(clerk(), FILE);
    await pageWith(used.id);
    await uploadPicture(clerk(firm, DAY_MS), FILE);
    expect(await readPublicPicture("frm_test", unused.id)).not.toBeNull();
    await uploadPicture(clerk(firm, DAY_MS + 1), FILE);
    expect(await readPublicPicture("frm_test", unused.id)).toBeNull();
    expect(await readPublicPicture("frm_test", used.id)).not.toBeNull();
  });

  it.each<[string, Uint8Array, string]>([
    ["a page that calls itself a picture", Buffer.from("<!doctype html><script>"), "image_unknown"],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "image_unknown"],
    ["half a picture", FILE.subarray(0, 60), "image_broken"],
    ["more than 300 KB", Buffer.alloc(MAX_PICTURE_BYTES + 1), "picture_too_large"],
    ["a dot", pngOf({ width: 79, height: 200 }), "picture_pixels"],
    ["a wall", pngOf({ width: 2_001, height: 200 }), "picture_pixels"],
  ])("is not %s", async (_what, file, reason) => {
    expect(await refusalOf(uploadPicture(clerk(), file))).toEqual({ code: "invalid_input", reason });
  });

  it("is for whoever manages pages", async () => {
    expect((await refusalOf(uploadPicture(staffCtx(firm, ["payments.view"]), FILE))).code).toBe("forbidden");
  });
});
