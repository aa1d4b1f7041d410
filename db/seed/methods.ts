import type { ClientBase } from "pg";
import { methodConsents, methodRequests, paymentMethods } from "@/db/schema/methods";
import { sandboxMethods } from "@/db/schema/sandbox";
import { CONSENT_VERSION } from "@/lib/methods/model";
import { writeConsentText } from "@/lib/methods/write-consent-text";
import type { DirectoryEntry } from "./directory";
import { GATEWAY, LINK_LIFE_DAYS, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { SeedPayer } from "./payers";
import type { Random } from "./random";
import { requestTokenColumns, sealStoredToken } from "./tokens";

const DAY_MS = 86_400_000;

/** What the first payers have saved; the sandbox keeps its published test methods only. Months count from today. */
const SAVED = [
  { payer: 0, testMethod: "visa", last4: "4242", brand: "visa", kind: "card", funding: "credit", months: 29 },
  { payer: 0, testMethod: "bank-pays", last4: "6789", brand: "bank", kind: "echeck", funding: "", months: null },
  { payer: 2, testMethod: "amex", last4: "0005", brand: "amex", kind: "card", funding: "credit", months: 17 },
  {
    payer: 3,
    testMethod: "mastercard",
    last4: "4444",
    brand: "mastercard",
    kind: "card",
    funding: "credit",
    months: -2,
  },
  {
    payer: 4,
    testMethod: "declined-when-saved",
    last4: "0341",
    brand: "visa",
    kind: "card",
    funding: "credit",
    months: 31,
  },
  { payer: 6, testMethod: "bank-pays", last4: "6789", brand: "bank", kind: "echeck", funding: "", months: null },
  { payer: 9, testMethod: "discover", last4: "1117", brand: "discover", kind: "card", funding: "debit", months: 8 },
] as const;

type Saved = (typeof SAVED)[number];
type Input = { random: Random; firm: SeedFirm; people: readonly SeedPayer[]; now: Date };

/** Saved methods with their consents, and one request that waits. Gives the request's place in the directory. */
export async function writeMethods(client: ClientBase, input: Input): Promise<DirectoryEntry[]> {
  const rows = SAVED.flatMap((saved, index) => methodRow(input, saved, index));
  await insertRows(
    client,
    sandboxMethods,
    rows.map(({ kept }) => kept),
  );
  await insertRows(
    client,
    paymentMethods,
    rows.map(({ method }) => method),
  );
  await insertRows(
    client,
    methodConsents,
    rows.map(({ consent }) => consent),
  );
  return writeRequest(client, input);
}

function methodRow({ random, firm, people, now }: Input, saved: Saved, index: number) {
  const payer = people[saved.payer];
  if (!payer?.id) return [];
  const { firmId, operating } = firm;
  const savedAt = new Date(now.getTime() - (20 + 9 * index) * DAY_MS);
  const id = random.id("mth", savedAt);
  const expiresMonth = saved.months === null ? "" : monthAfter(now, saved.months);
  const expiry = expiresMonth === "" ? "none" : `${expiresMonth.slice(5)}${expiresMonth.slice(2, 4)}`;
  const token = `sbx_saved_${saved.testMethod}_${saved.last4}_${expiry}_${random.text(20).toLowerCase()}`;
  const agreed = {
    text: writeConsentText(saved.kind, payer.locale, { firm: firm.name, phone: firm.phone, email: firm.email }),
    version: CONSENT_VERSION,
    language: payer.locale,
    actor: `payer:${random.id("mrq", savedAt)}`,
    ip: "203.0.113.24",
    origin: "method_page" as const,
    entryClass: saved.kind === "echeck" ? ("WEB" as const) : ("" as const),
  };
  const { kind, brand, last4, funding } = saved;
  const isFirst = SAVED.findIndex((other) => other.payer === saved.payer) === index;
  const method: typeof paymentMethods.$inferInsert = {
    ...{ firmId, id, payerId: payer.id, accountId: operating.id, gateway: GATEWAY, status: "active" },
    ...{ intent: `seed:${id}`, methodTokenSealed: "", storedTokenSealed: sealStoredToken(firmId, token) },
    ...{ kind, brand, last4, funding, holder: payer.name, expiresMonth, isDefault: isFirst },
    ...{ consent: { ...agreed, at: savedAt.toISOString() }, createdBy: agreed.actor, createdAt: savedAt, savedAt },
    // Who has seen the mail about an expired card is not written to again by the demo.
    expiryNoticedAt: saved.months !== null && saved.months <= 0 ? now : null,
  };
  const consentId = random.id("cns", savedAt);
  return [
    {
      kept: { firmId, accountId: operating.id, reference: id, token, createdAt: savedAt },
      method,
      consent: { ...agreed, firmId, id: consentId, methodId: id, payerId: payer.id, last4, at: savedAt },
    },
  ];
}

async function writeRequest(client: ClientBase, { random, firm, people, now }: Input): Promise<DirectoryEntry[]> {
  const payer = people[3];
  if (!payer?.id) return [];
  const { firmId, operating } = firm;
  const createdAt = new Date(now.getTime() - DAY_MS);
  const columns = requestTokenColumns(firmId, random.token());
  const id = random.id("mrq", createdAt);
  await insertRows(client, methodRequests, [
    {
      ...{ firmId, id, payerId: payer.id, accountId: operating.id, locale: payer.locale },
      ...columns,
      ...{ sentTo: [payer.email], message: "Your saved card has expired.", requestKey: `seed:${id}` },
      ...{ createdBy: `user:${firm.users[0].id}`, createdAt, sentAt: createdAt },
      expiresAt: new Date(createdAt.getTime() + LINK_LIFE_DAYS * DAY_MS),
    },
  ]);
  return [{ kind: "method_request", key: columns.tokenHash, refId: id }];
}

/** "2029-04": so many months after an instant's. */
function monthAfter(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 7);
}
