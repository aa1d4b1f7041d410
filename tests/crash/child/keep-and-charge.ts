import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, ne } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { chargeSavedMethod } from "@/lib/methods/charge-saved-method";
import { removeMethod } from "@/lib/methods/remove-method";
import { intentOfRequest, obligationOfQuickPay } from "@/lib/methods/rules";
import { saveRequestedMethod } from "@/lib/methods/save-requested-method";
import { ChargeMethodInput, SaveRequestedInput } from "@/lib/methods/schemas";
import { payerContext, systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { chargeKeyOf, type Story } from "../stories";
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
  const obligation = obligationOfQuickPay(chargeKeyOf(requestId));
  let payment = await findStanding(till, obligation);
  if (!payment) {
    const { id } = method;
    await twiceAtTimes(till, () => pressCharge(till, id, requestId, story));
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

async function pressCharge(till: Till, methodId: string, requestId: string, story: Story): Promise<void> {
  await sleep(till.random.int(0, SAME_MOMENT_MS));
  const input = ChargeMethodInput.parse({
    methodId,
    amountCents: story.amountCents,
    invoiceNumber: "204118",
    clientRef: "",
    matterRef: "",
    receiptEmails: `${requestId}@client.example`,
    authorizedBy: "Elena Marsh",
    authorizedHow: "phone",
    note: "",
    isAuthorized: true,
    requestKey: chargeKeyOf(requestId),
  });
  await orRefused(chargeSavedMethod(systemContext(till.firmId, "staff", till.clock), input));
}

async function findMethod({ firmId, clock }: Till, requestId: string): Promise<{ id: string; status: string } | null> {
  const rows = await inFirm(systemContext(firmId, "crash", clock), (tx) =>
    tx
      .select({ id: paymentMethods.id, status: paymentMethods.status })
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
