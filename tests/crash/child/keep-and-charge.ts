import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, ne } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { removeMethod } from "@/lib/methods/remove-method";
import { intentOfRequest } from "@/lib/methods/rules";
import { saveRequestedMethod } from "@/lib/methods/save-requested-method";
import { SaveRequestedInput } from "@/lib/methods/schemas";
import { obligationOfEntry } from "@/lib/payment-forms/rules";
import { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import { enterPayment } from "@/lib/payments/enter-payment";
import { payerContext, systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { chargeFormOf, type Story } from "../stories";
import { correctPayment, orRefused, together } from "./correct-payment";
import { findStanding, type StoryEnd } from "./find-standing";
import { DOUBLE_CLICK_SHARE, SAME_MOMENT_MS, type Till } from "./pay-once";

/** A payer saves a method by a request; staff charge it once, correct the charge, and perhaps take the method away. */
export async function keepAndCharge(till: Till, requestId: string): Promise<StoryEnd> {
  const story = till.storyOf(requestId);
  let method = await findMethod(till, requestId);
  if (!method) {
    await twiceAtTimes(till, () => pressSave(till, requestId, story));
    method = await findMethod(till, requestId);
  }
  if (!method) return "open";
  if (method.status === "processing") return "waits";
  const obligation = obligationOfEntry(chargeFormOf(requestId));
  let payment = await findStanding(till, obligation);
  if (!payment) {
    const kept = method;
    await twiceAtTimes(till, () => pressCharge(till, kept, requestId, story));
    payment = await findStanding(till, obligation);
  }
  if (!payment) return "open";
  const end = await correctPayment(till, payment, story.correction);
  if (end === "done" && story.isMethodRemoved)
    await removeMethod(systemContext(till.firmId, "staff", till.clock), { methodId: method.id });
  return end;
}

function twiceAtTimes(till: Till, press: () => Promise<void>): Promise<void> {
  return together(till.random.chance(DOUBLE_CLICK_SHARE) ? [press(), press()] : [press()]);
}

async function pressSave(till: Till, requestId: string, story: Story): Promise<void> {
  await sleep(till.random.int(0, SAME_MOMENT_MS));
  const ctx = { ...payerContext(till.firmId, requestId, "203.0.113.7"), clock: till.clock };
  const input = SaveRequestedInput.parse({
    methodToken: await till.makeToken(story.method, requestId),
    holder: "Elena Marsh",
    kind: story.method === "visa" ? "card" : "echeck",
    language: "en",
    agreed: true,
  });
  await orRefused(saveRequestedMethod(ctx, requestId, input));
}

async function pressCharge(till: Till, method: Kept, requestId: string, story: Story): Promise<void> {
  await sleep(till.random.int(0, SAME_MOMENT_MS));
  const { id: methodId, payerId, accountId: account } = method;
  const input = EnterPaymentInput.parse({
    ...{ requestId: chargeFormOf(requestId), source: "quick_pay", account, amountCents: story.amountCents },
    ...{ payerId, payerName: "", payerKind: "person", savePayer: false, methodKind: "saved", methodId },
    ...{ receiptEmails: `${requestId}@client.example`, invoiceNumber: "204118", clientRef: "", matterRef: "" },
    ...{ line1: "", line2: "", city: "", region: "", postalCode: "", country: "", customFields: {}, note: "" },
    ...{ authorizedBy: "Elena Marsh", authorizedHow: "phone", isAuthorized: true },
  });
  await orRefused(chargeThough(till, input));
}

/** Other stories pay the same sum with the same card: each is another payment. */
async function chargeThough(till: Till, input: EnterPaymentInput): Promise<void> {
  const answer = await enterPayment(systemContext(till.firmId, "staff", till.clock), input);
  if (answer.kind === "duplicate") await chargeThough(till, { ...input, acknowledgedPaymentId: answer.paymentId });
}

type Kept = { id: string; status: string; payerId: string; accountId: string };

async function findMethod({ firmId, clock }: Till, requestId: string): Promise<Kept | null> {
  const { id, status, payerId, accountId } = paymentMethods;
  const rows = await inFirm(systemContext(firmId, "crash", clock), (tx) =>
    tx
      .select({ id, status, payerId, accountId })
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.firmId, firmId),
          eq(paymentMethods.intent, intentOfRequest(requestId)),
          ne(paymentMethods.status, "failed"),
        ),
      ),
  );
  return rows[0] ?? null;
}
