import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { payLinks } from "@/db/schema/pay-links";
import { chargePayment } from "@/lib/payments/charge-payment";
import { systemClock } from "@/lib/platform/clock";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { payAs, tokenOf } from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { obligationOfLink } from "./rules";

// The figure of the whole product: 100 links, each paid 30 times at once, are 100 charges. A design that looks and then charges
// made 2,957 of them.
const LINKS = 100;
const TIMES = 30;

const test = useTestDatabase();

type Figures = {
  gateway_charges: number;
  gateway_rows: number;
  our_charges: number;
  our_rows: number;
  links_paid: number;
  receipts: number;
  receipt_mails: number;
  cents: number;
};

async function readFigures(firmId: string): Promise<Figures> {
  const [row] = await test.asOwner<Figures>(
    `select (select count(*)::int from sandbox.charges where firm_id = $1 and state = 'approved') as gateway_charges,
       (select count(*)::int from sandbox.charges where firm_id = $1) as gateway_rows,
       (select count(*)::int from payments where firm_id = $1 and status = 'approved') as our_charges,
       (select count(*)::int from payments where firm_id = $1) as our_rows,
       (select count(*)::int from pay_links where firm_id = $1 and status = 'paid') as links_paid,
       (select count(*)::int from receipts where firm_id = $1) as receipts,
       (select count(*)::int from mails where firm_id = $1 and kind = 'receipt') as receipt_mails,
       (select coalesce(sum(amount_cents), 0)::int from sandbox.charges where firm_id = $1) as cents`,
    [firmId],
  );
  if (!row) throw new Error("No figures were read.");
  return row;
}

const EXACTLY_ONCE: Figures = {
  gateway_charges: LINKS,
  gateway_rows: LINKS,
  our_charges: LINKS,
  our_rows: LINKS,
  links_paid: LINKS,
  receipts: LINKS,
  receipt_mails: LINKS,
  cents: LINKS * 125_000,
};

describe(`${LINKS} links, each paid ${TIMES} times at once`, () => {
  let firm: TestFirm;
  let links: { id: string }[];

  async function prepare(firmId: string): Promise<void> {
    firm = await makeTestFirm(firmId);
    links = [];
    for (let made = 0; made < LINKS; made += 1) links.push(await firm.makeLink({ send: false, recipientEmails: [] }));
  }

  describe("by the verb", () => {
    beforeAll(() => prepare("frm_verb"));

    it("are 100 charges in both books, 100 paid links and 100 receipts", async () => {
      const begun = performance.now();
      const answers: unknown[] = [];
      for (const link of links)
        answers.push(...(await releaseTogether(TIMES, () => payAs(firm, link.id, { clock: systemClock }))));
      const figures = await readFigures("frm_verb");
      const counts = countAnswers(answers);
      printFigures(
        `${LINKS} links x ${TIMES} at once: ${figures.gateway_charges} charges, ${JSON.stringify(counts)}, ${Math.round(performance.now() - begun)} ms`,
      );
      expect(figures).toEqual(EXACTLY_ONCE);
      // Whoever lost is told that it is being paid or has been, and nothing worse.
      expect(
        Object.keys(counts).filter((name) => !["approved", "in_progress", "refused link_paid"].includes(name)),
      ).toEqual([]);
      expect(counts.approved).toBe(LINKS);
      await expectBooksToAgree(test);
    }, 120_000);
  });

  describe("without the lock on the link, by the unique index alone", () => {
    beforeAll(() => prepare("frm_index"));

    it("are 100 charges in both books", async () => {
      const begun = performance.now();
      const answers: unknown[] = [];
      for (const link of links) answers.push(...(await releaseTogether(TIMES, () => payUnlocked(link.id))));
      const figures = await readFigures("frm_index");
      const counts = countAnswers(answers);
      printFigures(
        `${LINKS} links x ${TIMES} at once, no lock: ${figures.gateway_charges} charges, ${JSON.stringify(counts)}, ${Math.round(performance.now() - begun)} ms`,
      );
      expect(figures).toEqual(EXACTLY_ONCE);
      expect(counts).toEqual({ approved: LINKS, in_progress: LINKS * (TIMES - 1) });
      await expectBooksToAgree(test);
    }, 120_000);

    /** As `payLink`, but reads the link without a lock and does not ask whether it may be paid. */
    function payUnlocked(linkId: string) {
      const ctx = firm.ctxAt();
      return chargePayment(ctx, {
        obligation: obligationOfLink(linkId),
        methodToken: tokenOf("visa"),
        prepare: async (tx) => {
          const [link] = await tx
            .select()
            .from(payLinks)
            .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
          if (!link) throw new Error("The link is gone.");
          const { source, accountId, amountCents, currency, invoiceNumber, clientRef, matterRef, locale } = link;
          return {
            source,
            accountId,
            amountCents,
            currency,
            payerId: null,
            payerName: "Elena Marsh",
            receiptEmails: ["elena.marsh@bluewater.example"],
            linkId,
            invoiceNumber,
            clientRef,
            matterRef,
            locale,
            authorizationText: "",
          };
        },
      });
    }
  });
});
