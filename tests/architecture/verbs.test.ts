import { describe, expect, it } from "vitest";
import { listPaths, parse, placeOf, readSource, type Source, visit } from "./support/sources";

/**
 * Functions that open a firm's data without asking for a staff permission, and who may reach them instead. A new one is written
 * here on purpose, after asking: who can call this, and what stops everyone else?
 */
const WITHOUT_PERMISSION: Record<string, string> = {
  usesOnlySandbox: "a sentence of the frame that every member of staff sees",
  findGatewayAccount: "gateway: webhooks and framed fields, before anyone is known",
  completeLinkAction: "payer: the token opens one link",
  findPublicLink: "payer: the token opens one link",
  readTypedKind: "the engine: its callers have asked",
  readPublicLogo: "anyone: a logo is for everybody",
  readPublicPicture: "anyone: the picture of an item is for everybody",
  findPublicPage: "anyone: a published page is for everybody",
  submitPage: "anyone: a published page is for everybody",
  paySubmission: "payer: the token opens what was filled in",
  submitInvoices: "anyone: a published page is for everybody, and the typed numbers bound what they reach",
  findOpenInvoices: "the engine: its callers have asked",
  lookAtInvoices: "the engine: its callers have asked",
  recordPageView: "anyone: a published page is for everybody",
  checkCaptcha: "the engine: its callers have asked",
  findPublicSubmission: "payer: the token opens what was filled in",
  completeSubmissionAction: "payer: the token opens what was filled in",
  findReminderChoice: "payer: the token opens one link",
  chooseReminders: "payer: the token opens one link",
  remindLinks: "job",
  runAutoPays: "job",
  noticeRuns: "job",
  runSchedules: "job",
  chargeRun: "the engine: its callers have asked",
  markLinkOpened: "payer: the token opens one link",
  findPublicMethodRequest: "payer: the token opens one request",
  completeMethodAction: "payer: the token opens one request",
  markMethodRequestOpened: "payer: the token opens one request",
  findPublicInvoice: "payer: the token opens one invoice",
  readPublicAttachment: "payer: the token opens one invoice",
  markInvoiceViewed: "payer: the token opens one invoice",
  writeInvoiceAttachment: "job: what goes with a mail to the client",
  isInvoicingOn: "what shows or hides a part of a screen: says yes or no",
  keepInvoices: "job",
  findPublicReceipt: "payer: the token opens one receipt",
  writeReceiptAttachment: "job: what goes with a mail to the payer",
  isMoneyFrozen: "payer: says yes or no",
  chargePayment: "the engine: its callers have asked",
  completeAction: "the engine: its callers have asked",
  saveMethod: "the engine: its callers have asked",
  recordSavedMethod: "the engine: its callers have asked",
  recordOutcome: "the engine: its callers have asked",
  placeCart: "the engine: its callers have asked",
  payCart: "the engine: its callers have asked",
  openAccounts: "the engine: its callers have asked",
  readCart: "the engine: its callers have asked",
  quoteMethod: "the engine: its callers have asked",
  quoteSurcharge: "payer: their caller holds a token of what is paid",
  recordRefund: "the engine: its callers have asked",
  followRefundedSum: "the engine: its callers have asked",
  recordVoid: "the engine: its callers have asked",
  reconcileRefund: "the engine: its callers have asked",
  reconcileVoid: "the engine: its callers have asked",
  reconcileVoids: "job",
  reconcilePayments: "job",
  reconcileRefunds: "job",
  reconcileMethods: "job",
  readExportParts: "the engine: its callers have asked",
  resumeExports: "job",
  runDueReports: "job: it asks in the name of each report's owner",
  readReportAttachment: "the engine: its callers have asked",
  makeUploadLinks: "job: whoever began it was asked",
  resumeLinkUploads: "job",
  noticeExpiringCards: "job",
  noticeExpiredLinks: "job",
  noticeUnknownPayments: "job",
  compareDueAccounts: "job",
  matchPostings: "job",
  buildBatches: "job",
  deliverBatches: "job",
  confirmBatches: "job",
  followPayment: "job",
  receiveWebhook: "gateway: the signature has been checked",
  verifyCall: "the Connect service: it decides whose service calls",
  receiveHandshake: "the Connect service: the signature has been checked",
  takeRequests: "the Connect service: the signature has been checked",
  receiveAnswer: "the Connect service: the signature has been checked",
  noticeLostConnections: "job",
  removeOldRequests: "job",
  receiveHealth: "the Connect service: the signature has been checked",
  matterSystemOf: "the engine: its callers have asked",
  callMatterSystem: "the engine: its callers have asked",
  changePassword: "any signed-in user: their own",
  changeProfile: "any signed-in user: their own",
  endSessions: "any signed-in user: their own",
  endOwnSession: "any signed-in user: their own",
  listOwnSessions: "any signed-in user: their own",
  getOwnSecondFactor: "any signed-in user: their own",
  getOwnNotifications: "any signed-in user: their own",
  checkAudit: "a job: walks the log and keeps what it found",
  deliverEvent: "a job: calls one endpoint",
  keepDeliveries: "upkeep of the worker",
  addOwnEvent: "any signed-in user: their own",
  saveNotifications: "lockNotifiedUser: their own, or of whom they may manage",
  startSecondFactor: "any signed-in user: their own",
  enableSecondFactor: "any signed-in user: their own",
  disableSecondFactor: "any signed-in user: their own",
  renewRecoveryCodes: "any signed-in user: their own",
  startSecondFactorAtSignIn: "whoever gave the right password a moment ago",
  enrollAtSignIn: "whoever gave the right password a moment ago",
  findStaffToken: "whoever was invited or asked for a reset: the token opens one link",
  setPasswordByToken: "whoever was invited or asked for a reset: the token opens one link",
  sendAskedPasswordReset: "anyone: the link goes to the address itself, and nobody is told whether there is one",
  createFirstFirm: "anyone, while there is no firm",
  disableIdleUsers: "job",
  verifyAudit: "tool of whoever runs the server",
  listFirms: "tool of whoever runs the server",
  listAccountsForStaff: "any signed-in user: only the accounts that are theirs",
  findConnectPlaces: "the group of the frame: yes or no, and a count in the accounts that are theirs",
  isConnectOn: "what shows or hides a part of a screen: says yes or no",
  beginSignIn: "anyone: it decides who they are",
  completeSignIn: "anyone: it decides who they are",
  signInStaff: "anyone: it decides who they are",
};

type Opening = { name: string; place: string; asks: boolean };

/** `askByKey` calls a function of the database that opens a firm by itself. */
const OPENERS = ["inFirm", "askByKey"];

/** The exported functions that reach one of these, by themselves or through functions of their file, and whether they ask on the way. */
function openings(source: Source): Opening[] {
  const functions = topFunctions(source);
  return functions.flatMap(({ name, start, isExported }) => {
    if (!isExported) return [];
    const reached = reach(name, functions);
    return OPENERS.some((opener) => reached.has(opener))
      ? [{ name, place: placeOf(source, start), asks: reached.has("requirePermission") }]
      : [];
  });
}

type TopFunction = { name: string; start: number; end: number; isExported: boolean; calls: string[] };

function topFunctions(source: Source): TopFunction[] {
  const functions = parse(source).body.flatMap((statement): TopFunction[] => {
    const isExported = statement.type === "ExportNamedDeclaration";
    const declaration = isExported ? statement.declaration : statement;
    const { start, end } = statement;
    const make = (name: string): TopFunction => ({ name, start, end, isExported, calls: [] });
    if (declaration?.type === "FunctionDeclaration") return [make(declaration.id?.name ?? "")];
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [make(id.name)] : []));
  });
  visit(source, {
    Identifier({ name, start }) {
      for (const each of functions) if (start > each.start && start < each.end) each.calls.push(name);
    },
  });
  return functions;
}

/** Every name that a function mentions, and what the functions of its file mention that it mentions. */
function reach(from: string, functions: readonly TopFunction[]): Set<string> {
  const reached = new Set<string>();
  const queue = [from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const calls = functions.find((each) => each.name === name)?.calls ?? [];
    for (const call of calls.filter((each) => !reached.has(each))) {
      reached.add(call);
      queue.push(call);
    }
  }
  return reached;
}

describe("functions that open a firm's data", () => {
  const found = listPaths(["lib"], /^lib\/(?!auth|platform|http|email|jobs|gateways)[a-z-]+\/[a-z-]+\.ts$/)
    .map(readSource)
    .flatMap(openings);

  it("ask for a permission, or are listed with their reason", () => {
    expect(found.length).toBeGreaterThanOrEqual(15);
    const silent = found.filter(({ name, asks }) => !asks && !(name in WITHOUT_PERMISSION));
    expect(silent.map(({ name, place }) => `${place}: ${name}`)).toEqual([]);
  });

  it("are listed only while they exist and do not ask", () => {
    const silent = found.filter(({ asks }) => !asks).map(({ name }) => name);
    expect(Object.keys(WITHOUT_PERMISSION).filter((name) => !silent.includes(name))).toEqual([]);
  });

  it.each([
    [
      "one that asks",
      "export async function f(ctx) { requirePermission(ctx, 'a'); return inFirm(ctx, async () => {}); }",
      [true],
    ],
    ["one that does not", "export async function f(ctx) { return inFirm(ctx, async () => {}); }", [false]],
    ["an arrow that does not", "export const f = async (ctx) => inFirm(ctx, async () => {});", [false]],
    [
      "one beside another that asks",
      "export function f(ctx) { return inFirm(ctx); }\nexport function g(ctx) { requirePermission(ctx); }",
      [false],
    ],
    [
      "one that opens through another",
      "export async function f(ctx) { return g(ctx); }\nconst g = (ctx) => inFirm(ctx, async () => {});",
      [false],
    ],
    ["one that opens nothing", "export function f(tx) { return tx.select(); }", []],
  ])("would be caught: %s", (_name, text, asks) => {
    expect(openings({ path: "lib/planted/read-planted.ts", text }).map((opening) => opening.asks)).toEqual(asks);
  });
});
