import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import { enterPayment } from "@/lib/payments/enter-payment";
import { findEnteredPayment } from "@/lib/payments/find-entered-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { randomIds } from "@/lib/platform/ids";
import { expectBooksToAgree } from "../support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  HOUR_MS,
  MINUTE_MS,
  refusalOf,
  staffCtx,
  tokenOf,
} from "../support/money-bench";
import { useTestDatabase } from "../support/test-database";
import { makeTestFirm, type TestFirm } from "../support/test-firm";

/** The table "what happens to what" of the specification for Enter Payment: no link, no invoice; mails, alerts and the form's claim. */
const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let form: EnterPaymentInput;

const clerk = () => staffCtx(firm, ["payments.view", "payments.take"], { clock: clockAfter(0) });
const reconcileAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(ms)));

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`, { mailsSettled: true });
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

async function enter(method: string): Promise<void> {
  form = EnterPaymentInput.parse({
    ...{ requestId: randomIds.next("req"), account: "acc_operating", amountCents: 10_000, methodId: "" },
    ...{ payerId: "", payerName: "Elena Marsh", payerKind: "person", savePayer: false },
    ...{ methodKind: method.startsWith("bank") ? "echeck" : "card", methodToken: tokenOf(method) },
    ...{ receiptEmails: "elena.marsh@bluewater.example", invoiceNumber: "204118", clientRef: "", matterRef: "" },
    ...{ line1: "", line2: "", city: "", region: "", postalCode: "", country: "", customFields: {}, note: "" },
    ...{ authorizedBy: "Elena Marsh", authorizedHow: "phone", isAuthorized: true },
  });
  await enterPayment(clerk(), form);
}

type Row = { status: string; mails: string[]; alerts: string[]; again: string };

const TABLE: Record<string, { cause: () => Promise<unknown> } & Row> = {
  "approved (card)": {
    cause: () => enter("visa"),
    ...{ status: "approved", mails: ["receipt"], alerts: [], again: "in_progress" },
  },
  declined: {
    cause: () => enter("declined"),
    ...{ status: "declined", mails: [], alerts: [], again: "approved" },
  },
  unknown: {
    cause: async () => {
      await causeFaults("lost=1,down=0");
      await enter("visa");
      await causeFaults("down=1");
      await reconcileAt(25 * HOUR_MS);
    },
    ...{ status: "unknown", mails: ["checking"], alerts: ["payment_unknown"], again: "in_progress" },
  },
  "eCheck accepted (pending)": {
    cause: () => enter("bank-pays"),
    ...{ status: "pending", mails: ["receipt"], alerts: [], again: "in_progress" },
  },
  "eCheck settled": {
    cause: async () => {
      await enter("bank-pays");
      await reconcileAt(10 * MINUTE_MS);
    },
    ...{ status: "settled", mails: ["receipt", "settled-notice"], alerts: [], again: "in_progress" },
  },
  "eCheck returned": {
    cause: async () => {
      await enter("bank-r01");
      await reconcileAt(10 * MINUTE_MS);
    },
    ...{ status: "returned", mails: ["receipt", "return-notice"], alerts: ["echeck_returned"], again: "in_progress" },
  },
};

describe.each(Object.keys(TABLE))("%s", (name) => {
  it("x form, mails, alerts", async () => {
    const row = TABLE[name];
    await row?.cause();
    const entered = await findEnteredPayment(clerk(), form);
    expect(entered?.status).toBe(row?.status);
    const mails = await test.asOwner<{ kind: string }>(
      "select kind from mails where object_id = $1 order by created_at, id",
      [entered?.paymentId],
    );
    expect(mails.map(({ kind }) => kind)).toEqual(row?.mails);
    const alerts = await test.asOwner<{ kind: string }>(
      "select kind from alerts where object_id = $1 and closed_at is null",
      [entered?.paymentId],
    );
    expect(alerts.map(({ kind }) => kind)).toEqual(row?.alerts);
    await calmFaults();
    const kind = form.methodKind === "card" ? "visa" : "bank-pays";
    const again = await enterPayment(clerk(), { ...form, methodToken: tokenOf(kind) });
    expect(again.kind).toBe(row?.again);
    const other = enterPayment(clerk(), { ...form, amountCents: 20_000 });
    expect(await refusalOf(other)).toMatchObject({ code: "idempotency_key_reused" });
  });
});
