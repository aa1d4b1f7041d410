import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { expectBooksToAgree } from "../support/books-oracle";
import { calmFaults, clockAfter } from "../support/money-bench";
import { printFigures } from "../support/print-figures";
import { runsOf } from "../support/runs";
import { useTestDatabase } from "../support/test-database";
import { makeTestFirm } from "../support/test-firm";
import { ACTS, type Act, AMOUNT_CENTS } from "./charge-truth";
import { LivePayment } from "./live-payment";

const RUNS = runsOf("PROPERTY_RUNS", 60);
const test = useTestDatabase();
let stories = 0;

/** Once found: the refund's refusal is lost, the dispute is won meanwhile, and the next look sends the refund again. */
const REFUSED_UNHEARD: [Act, Act[]] = ["pay card", ["dispute", "refund 30, answer lost", "win", "hear"]];

afterEach(calmFaults);

it(
  `a payment ends where the processor's truth is, whatever happens to it in whatever order: ${RUNS} stories`,
  async () => {
    const begun = performance.now();
    let acts = 0;
    const story = fc.tuple(
      fc.constantFrom(...ACTS.filter((act) => act.startsWith("pay"))),
      fc.array(fc.constantFrom(...ACTS), { maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(story, async ([first, rest]) => {
        // A firm for each, so that a day that passes asks for its own payment only.
        stories += 1;
        const firm = await makeTestFirm(`frm_${stories}`);
        const link = await firm.makeLink({ send: false, amountCents: AMOUNT_CENTS }, clockAfter(0));
        const live = new LivePayment(firm, link.id);
        for (const act of [first, ...rest]) await live.perform(act);
        await live.finish();
        acts += rest.length + 1;
      }),
      { numRuns: RUNS, examples: [[REFUSED_UNHEARD]] },
    );
    // Histories legal, refunds within their payments, one charge for each link, both books equal to the cent.
    await expectBooksToAgree(test);
    printFigures(
      `${RUNS} stories of a payment, ${acts} acts, ${Math.round(performance.now() - begun)} ms: no difference`,
    );
    expect(acts).toBeGreaterThanOrEqual(RUNS);
  },
  60_000 + RUNS * 3_000,
);
