import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { newAddress, refundPayment, runJob } from "../support/app-client";
import { type ConnectService, startConnectService } from "../support/connect-service";
import { allocate, centsOf, goToPay, payerField, queryApp, selectItems, useSystem } from "../support/connect-steps";
import { readBack, readRecords } from "../support/delivered-files";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { fillCard } from "../support/pay-page";
import { openPostings, postAll, seeAfterJobs } from "../support/postings-page";

/** A firm whose cards bear a surcharge: the client pays it, and the matter system never hears of it (S5, S6). */
const journey = useJourney();
let service: ConnectService;
let before: string;

const SURCHARGE = {
  ...{ isEnabled: true, rateBasisPoints: 250, costBasisPoints: 300, state: "TX", noticeDate: "2025-01-02" },
  ...{ disclosure: "Credit cards bear 2.5%.", evidence: "Engagement letter" },
};
const setSurcharge = (json: string) =>
  queryApp("update firms set surcharge = $1::jsonb where firm_id = 'frm_hartwell'", [json]);

beforeAll(async () => {
  service = await startConnectService({ databaseUrl: inject("appDatabaseUrl"), portalUrl: inject("appUrl") });
  await useSystem("enterprise");
  const rows = await queryApp<{ surcharge: string }>(
    "select surcharge::text as surcharge from firms where firm_id = 'frm_hartwell'",
    [],
  );
  before = rows[0]?.surcharge ?? "{}";
  await setSurcharge(JSON.stringify(SURCHARGE));
});

afterAll(async () => {
  await setSurcharge(before);
  await useSystem("threeE");
  await service?.stop();
});

it("a surcharged card through a draft: told before, on its own line after, in no posting file, and back with its share", async () => {
  const clerk = await journey.newStaff("clerk");
  const payer = "Odile Surcharge";
  await selectItems(clerk);
  // 2.5 % of 10.30 is 25.75 cents: rounded half up, 26.
  await allocate(clerk, "10.30", "7.00");
  await goToPay(clerk);
  await payerField(clerk).fill(payer);
  await clerk.getByLabel("Receipts").fill(newAddress("surcharge"));
  await fillCard(clerk, { number: CARDS.visa });
  await clerk.getByRole("button", { name: "Charge $17.30" }).click();
  await clerk
    .getByText(/\$0\.26/)
    .first()
    .waitFor();
  await expectAccessible(clerk);
  await clerk.getByRole("button", { name: "Charge $17.56" }).click();
  await clerk.getByText("Everything was taken.").waitFor();
  await clerk
    .getByText(/\$0\.26/)
    .first()
    .waitFor();
  await expectAccessible(clerk);

  await openPostings(clerk, "pending", payer);
  await seeAfterJobs(clerk, clerk.locator("tr[data-row]"), { times: 2 });
  await postAll(clerk);
  await openPostings(clerk, "posted", payer);
  await seeAfterJobs(clerk, clerk.locator("tr[data-row]").getByText("Confirmed"), { times: 2, laterMs: 120_000 });
  const [payment] = await queryApp<{ id: string; cents: number }>(
    `select id, amount_cents::int as cents from payments where firm_id = 'frm_hartwell' and payer_name = $1 and surcharge_cents = 26`,
    [payer],
  );
  expect(payment?.cents).toBe(1_056);

  await refundPayment(payment?.id ?? "", 1_056);
  await runJob("postings", new Date());
  await openPostings(clerk, "pending", payer);
  await seeAfterJobs(clerk, clerk.locator("tr[data-row]"));
  await postAll(clerk);
  await openPostings(clerk, "posted", payer);
  await seeAfterJobs(clerk, clerk.locator("tr[data-row]").getByText("Confirmed"), { times: 3, laterMs: 120_000 });

  const shown = await readRecords(clerk);
  const receipts = await readBack(service.folder, "enterprise", new Set(shown.map(({ number }) => number)));
  const inOrder = (lines: readonly unknown[][]) => lines.map((line) => line.join(" ")).sort();
  expect(inOrder(receipts.map(({ kind, cents }) => [kind, cents]))).toEqual(
    inOrder([
      ["invoice", 1_030],
      ["invoice", -1_030],
      ["trust", centsOf("7.00")],
    ]),
  );
});
