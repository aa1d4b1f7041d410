import { describe, expect, it } from "vitest";
import { listPaths, placeOf, readSource, type Source, visit } from "./support/sources";

/**
 * Functions that open a firm's data without asking for a staff permission, and who may reach them instead. A new one is written
 * here on purpose, after asking: who can call this, and what stops everyone else?
 */
const WITHOUT_PERMISSION: Record<string, string> = {
  completeLinkAction: "payer: the token opens one link",
  findPublicLink: "payer: the token opens one link",
  markLinkOpened: "payer: the token opens one link",
  findPublicReceipt: "payer: the token opens one receipt",
  chargePayment: "the engine: its callers have asked",
  completeAction: "the engine: its callers have asked",
  recordOutcome: "the engine: its callers have asked",
  recordRefund: "the engine: its callers have asked",
  reconcilePayments: "job",
  reconcileRefunds: "job",
  signInStaff: "anyone: it decides who they are",
};

type Opening = { name: string; place: string; asks: boolean };

/** The exported functions that call `inFirm`, and whether each calls `requirePermission` as well. */
function openings(source: Source): Opening[] {
  const calls: { callee: string; start: number }[] = [];
  const functions: { name: string; start: number; end: number }[] = [];
  visit(source, {
    CallExpression({ callee, start }) {
      if (callee.type === "Identifier") calls.push({ callee: callee.name, start });
    },
    ExportNamedDeclaration({ declaration, start, end }) {
      if (declaration?.type === "FunctionDeclaration") functions.push({ name: declaration.id?.name ?? "", start, end });
      if (declaration?.type !== "VariableDeclaration") return;
      for (const { id } of declaration.declarations)
        functions.push({ name: id.type === "Identifier" ? id.name : "", start, end });
    },
  });
  return functions.flatMap(({ name, start, end }) => {
    const within = calls.filter((call) => call.start > start && call.start < end).map(({ callee }) => callee);
    if (!within.includes("inFirm")) return [];
    return [{ name, place: placeOf(source, start), asks: within.includes("requirePermission") }];
  });
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
    ["one that opens nothing", "export function f(tx) { return tx.select(); }", []],
  ])("would be caught: %s", (_name, text, asks) => {
    expect(openings({ path: "lib/planted/read-planted.ts", text }).map((opening) => opening.asks)).toEqual(asks);
  });
});
