import { POST as answers } from "@/app/api/connect/v1/answers/route";
import { POST as handshake } from "@/app/api/connect/v1/handshake/route";
import { POST as health } from "@/app/api/connect/v1/health/route";
import { POST as requests } from "@/app/api/connect/v1/requests/route";
import { type Line, type LineOptions, startLine } from "@/connect/client";
import { readPortalAddress } from "@/connect/portal-address";
import { LINE_HEADERS, LINE_PATH, type LineCall } from "@/lib/connections/model";
import { signCall } from "@/lib/connections/sign-call";
import type { OpenItem, ReadItem, SystemDescription } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { systemClock } from "@/lib/platform/clock";
import { type RouteServer, startRouteServer } from "./route-server";

/** The portal's side of the line, as its routes are, over HTTP. */
export function startPortalSide(port = 0): Promise<RouteServer> {
  const routes = { handshake, requests, answers, health };
  return startRouteServer(
    Object.fromEntries(Object.entries(routes).map(([name, POST]) => [`/api/connect/v1/${name}`, POST])),
    port,
  );
}

export const DESCRIPTION: SystemDescription = {
  system: "threeE",
  serviceVersion: "1.2.3",
  scriptVersion: "7",
  searchFields: ["client_number", "invoice_number"],
  hasTrust: true,
  confirms: true,
};

export function makeItem(changes: Partial<OpenItem> = {}): OpenItem {
  return {
    key: "inv:204118:1",
    kind: "invoice",
    clientNumber: "10012",
    clientName: "Bluewater Marine",
    matterNumber: "10012-0003",
    matterName: "Harbor lease",
    invoiceNumber: "204118",
    payorNumber: "P-1",
    payorName: "Elena Marsh",
    payorPercent: 60,
    bankAccount: "",
    datedOn: "2026-02-01",
    originalCents: 125_000,
    balanceCents: 100_000,
    currency: "USD",
    ...changes,
  };
}

/** A matter system that holds one item, with some calls of the test's own. */
export function makeSystem(own: Partial<MatterSystem> = {}): MatterSystem {
  const read: ReadItem = { ...makeItem(), status: "open" };
  return {
    describe: async () => DESCRIPTION,
    searchInvoices: async () => ({ items: [makeItem()], nextCursor: null }),
    searchTrustLedgers: async () => ({ items: [], nextCursor: null }),
    readItems: async () => [read],
    findInvoices: async () => [],
    listBankAccounts: async () => [{ code: "OP1", name: "Operating", isTrust: false }],
    listLedgerCodes: async () => [],
    listTransactionTypes: async () => [],
    deliverBatch: async () => ({ kind: "delivered", isRepeat: false, place: "/drop/a.txt" }),
    confirmRecords: async () => [],
    ...own,
  };
}

export type TestLine = Line & { words: string[] };

/** The service's side of the line, with everything it says. */
export function startServiceSide(url: string, key: string, own: Partial<LineOptions> = {}): TestLine {
  const words: string[] = [];
  const line = startLine({
    portal: readPortalAddress(url, key),
    systemId: "threeE",
    system: makeSystem(),
    instance: "instance-of-tests-1",
    serviceVersion: "1.2.3",
    look: async () => ({ scriptVersion: "7", health: [{ check: "database", ok: true, detail: "" }] }),
    explain: (error) => (error instanceof Error ? error.message : String(error)),
    tell: (line) => words.push(line),
    ...own,
  });
  return { ...line, words };
}

export type RawAnswer = { status: number; code: string; body: Record<string, unknown> };
export type RawCall = { time?: string; nonce?: string; signature?: string; signedName?: LineCall; signedBody?: string };

let nonces = 0;

/** A call as a program of somebody else might make it: signed with the key, but for what `changes` says. */
export async function callRaw(
  url: string,
  key: string,
  name: LineCall,
  body: string,
  changes: RawCall = {},
): Promise<RawAnswer> {
  const { connectionId, secret } = readPortalAddress(url, key);
  nonces += 1;
  const time = changes.time ?? systemClock.now().toISOString();
  const nonce = changes.nonce ?? `nonce-of-the-tests-${nonces}`;
  const signed = { name: changes.signedName ?? name, time, nonce, body: Buffer.from(changes.signedBody ?? body) };
  const response = await fetch(`${url}${LINE_PATH}/${name}`, {
    method: "POST",
    headers: {
      [LINE_HEADERS.connection]: connectionId,
      [LINE_HEADERS.time]: time,
      [LINE_HEADERS.nonce]: nonce,
      [LINE_HEADERS.signature]: changes.signature ?? signCall(secret, signed),
    },
    body,
  });
  const answered = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: String(answered.code ?? ""), body: answered };
}

export const HANDSHAKE = {
  lineVersions: [1],
  instance: "instance-of-tests-1",
  system: "threeE",
  serviceVersion: "1.2.3",
  scriptVersion: "7",
  health: [],
};

/** Waits until something is true, looking every few milliseconds. @throws Error naming what never came */
export async function waitFor(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const until = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`It never came: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
