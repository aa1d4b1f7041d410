import { inject } from "vitest";

export type MadeLink = { id: string; url: string; number: string; status: string; amountCents: number };
export type Mail = { id: string; to: string; subject: string; text: string; html: string; links: string[]; at: string };
export type LedgerLine = {
  id: string;
  reference: string;
  idempotencyKey: string;
  amountCents: number;
  currency: string;
  account: string;
  status: string;
  refundedCents: number;
  at: string;
};

const KEY = "dp_demo_hartwell";
const CRON_SECRET = "demo-only-cron-secret";
let made = 0;

/** An address that no other test of this run uses. */
export function newAddress(stem = "client"): string {
  made += 1;
  return `${stem}-${process.pid}-${made}@clients.example`;
}

/** Makes a link of $1,250.00 by the API, as another program would. */
export async function makeLink(changes: Record<string, unknown> = {}): Promise<MadeLink> {
  const body = JSON.stringify({ account: "Operating", amountCents: 125_000, send: false, ...changes });
  return callApi("POST", "/links", body);
}

export async function readLink(id: string): Promise<MadeLink & { amountPaidCents: number; balanceCents: number }> {
  return callApi("GET", `/links/${id}`);
}

export async function cancelLink(id: string): Promise<void> {
  await callApi("POST", `/links/${id}/cancel`, "{}");
}

/** Gives back a part of a payment, or all of it, as another program would. */
export async function refundPayment(paymentId: string, amountCents: number): Promise<void> {
  await callApi("POST", `/payments/${paymentId}/refunds`, JSON.stringify({ amountCents }));
}

const INVOICE = {
  account: "Operating",
  billTo: "Elena Marsh",
  recipientEmails: ["elena.marsh@bluewater.example"],
  notes: "Thank you for your trust.",
  taxPercent: 8.875,
  lines: [
    { description: "Advice", quantity: 2.5, unitPriceCents: 40_000 },
    { description: "Copies and binding", unitPriceCents: 20_000, isTaxable: true, discountPercent: 10 },
  ],
};

/** A draft of an invoice by the API. @returns its id */
export async function makeDraftInvoice(): Promise<string> {
  return (await callApi<{ id: string }>("POST", "/invoices", JSON.stringify(INVOICE))).id;
}

/** An invoice of $1,195.98 that was issued without a mail, and the address of its page. */
export async function makeSentInvoice(): Promise<{ id: string; url: string; number: string }> {
  const id = await makeDraftInvoice();
  return callApi("POST", `/invoices/${id}/send`, JSON.stringify({ mail: false }));
}

async function callApi<T>(method: string, path: string, body?: string): Promise<T> {
  const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };
  const response = await fetch(`${inject("appUrl")}/api/v1${path}`, { method, headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** The gateway's own lines for one link, oldest first. */
export async function listCharges(linkId: string): Promise<LedgerLine[]> {
  return (await readLedger()).filter((line) => line.idempotencyKey.startsWith(`link:${linkId}:`));
}

/** The gateway's own lines for one payment. */
export async function listChargesOf(paymentId: string): Promise<LedgerLine[]> {
  return (await readLedger()).filter((line) => line.reference === paymentId);
}

async function readLedger(): Promise<LedgerLine[]> {
  return (await fetch(`${inject("appUrl")}/dev/sandbox/charges.json`)).json();
}

/** Waits until a mail to this address, with this in its subject, lies in the mailbox. */
export async function waitForMail(to: string, subject: RegExp): Promise<Mail> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = (await readMailsTo(to)).find((mail) => subject.test(mail.subject));
    if (found) return found;
    if (Date.now() > deadline)
      throw new Error(`No mail to ${to} with ${subject} in its subject came within 15 seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs a job as an outside scheduler would, at the given instant. */
export async function runJob(job: string, now: Date): Promise<{ examined: number; done: number; failed: number }> {
  const response = await fetch(`${inject("appUrl")}/api/cron/${job}?now=${now.toISOString()}`, {
    method: "POST",
    headers: { authorization: `Bearer ${CRON_SECRET}` },
  });
  if (!response.ok) throw new Error(`The job ${job} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Sets the sandbox's faults for every process by its console's form; "" is a gateway without faults. */
export async function setFaults(plan: string): Promise<void> {
  const origin = inject("appUrl");
  const response = await fetch(`${origin}/dev/sandbox/faults`, {
    method: "POST",
    headers: { origin },
    body: new URLSearchParams({ plan, act: "set" }),
    redirect: "manual",
  });
  if (response.status !== 303) throw new Error(`The console answered ${response.status} to the fault plan ${plan}.`);
}

/** Every mail to that address so far. */
export async function readMailsTo(to: string): Promise<Mail[]> {
  const mails: Mail[] = await (await fetch(`${inject("appUrl")}/dev/mail.json`)).json();
  return mails.filter((mail) => mail.to === to);
}
