import { describe, expect, it } from "vitest";
import { exportedValues } from "./support/exports";
import { parse, placeOf, productSources, type Source, visit } from "./support/sources";

/** The wrappers that decide who may call an action, and where they come from. Nothing else makes an action. */
const ACTION_WRAPPERS = new Map([
  ["staffAction", "@/lib/http/staff-action"],
  ["payAction", "@/lib/http/pay-action"],
  ["pageFormAction", "@/lib/http/page-form-action"],
  ["invoiceFormAction", "@/lib/http/invoice-form-action"],
  ["signInAction", "@/lib/http/sign-in-action"],
  ["signOutAction", "@/lib/http/sign-in-action"],
  ["passwordLinkAction", "@/lib/http/access-action"],
  ["forgotPasswordAction", "@/lib/http/access-action"],
  ["setupAction", "@/lib/http/access-action"],
]);

/** Every exported function of a "use server" file can be called by anyone on the internet, so each must be made by a wrapper. */
function bareActions(source: Source): string[] {
  const isActionFile = source.path.endsWith("/actions.ts");
  const isServer = directives(source).includes("use server");
  const inner = innerServerFunctions(source).map(
    (offset) => `${placeOf(source, offset)}: "use server" within a function`,
  );
  if (!isActionFile && !isServer) return inner;
  const imported = importedNames(source);
  const bare = exportedValues(source)
    .filter(
      ({ madeBy }) =>
        madeBy === null || !ACTION_WRAPPERS.has(madeBy) || imported.get(madeBy) !== ACTION_WRAPPERS.get(madeBy),
    )
    .map(({ name }) => `${source.path}: ${name} is not made by a wrapper`);
  return [...inner, ...bare, ...(isServer ? [] : [`${source.path}: lacks "use server"`])];
}

/** Local name of each import, and the module it comes from. */
function importedNames(source: Source): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of parse(source).body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const { local } of statement.specifiers) names.set(local.name, statement.source.value);
  }
  return names;
}

function directives(source: Source): string[] {
  return parse(source).body.flatMap((statement) =>
    "directive" in statement && statement.directive ? [statement.directive] : [],
  );
}

function innerServerFunctions(source: Source): number[] {
  const found: number[] = [];
  visit(source, {
    BlockStatement(body) {
      for (const statement of body.body) {
        if ("directive" in statement && statement.directive === "use server") found.push(statement.start);
      }
    },
  });
  return found;
}

describe("server actions", () => {
  it("are all made by a wrapper that knows who may call them", () => {
    const sources = productSources();
    expect(sources.filter(({ path }) => path.endsWith("/actions.ts")).length).toBeGreaterThanOrEqual(3);
    expect(sources.flatMap(bareActions)).toEqual([]);
  });

  it.each([
    ["a bare function", '"use server";\nexport async function pay() {}\n', 1],
    ["a bare arrow", '"use server";\nexport const pay = async () => {};\n', 1],
    [
      "a wrapper of its own",
      '"use server";\nconst staffAction = () => async () => {};\nexport const pay = staffAction();\n',
      1,
    ],
    ["another wrapper", '"use server";\nexport const pay = anyAction({});\n', 1],
    ["a default export", '"use server";\nexport default async function pay() {}\n', 1],
    ["a re-export", '"use server";\nexport { pay } from "./pay";\n', 1],
    ["everything of another file", '"use server";\nexport * from "./pay";\n', 1],
    [
      "no directive",
      'import { staffAction } from "@/lib/http/staff-action";\nexport const pay = staffAction({});\n',
      1,
    ],
    [
      "an action within a function",
      '"use server";\nimport { staffAction } from "@/lib/http/staff-action";\nexport const pay = staffAction({ verb: async () => { "use server"; } });\n',
      1,
    ],
    [
      "a wrapped action and a type",
      '"use server";\nimport { payAction } from "@/lib/http/pay-action";\nexport type Paid = string;\nexport const pay = payAction({});\n',
      0,
    ],
  ])("would be caught: %s", (_name, text, problems) => {
    expect(bareActions({ path: "app/staff/planted/actions.ts", text })).toHaveLength(problems);
  });

  it("would be caught within a page", () => {
    const text =
      'export default function Page() {\n  async function pay() {\n    "use server";\n  }\n  return pay;\n}\n';
    expect(bareActions({ path: "app/pay/[token]/page.tsx", text })).toEqual([
      'app/pay/[token]/page.tsx:3: "use server" within a function',
    ]);
  });
});
