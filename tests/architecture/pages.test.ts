import { describe, expect, it } from "vitest";
import { listPaths, parse, placeOf, readSource, type Source, visit } from "./support/sources";

const LONGEST_PAGE = 60;

/** Calls that hold nothing of a firm: words and formats. */
const HARMLESS = ["getTranslations", "getLocale", "getFormatter"];

type Call = { callee: string; argument: unknown; start: number };

/**
 * A staff page asks who is there before it awaits anything that could hold data, and so does what makes its title. A layout cannot
 * do this for it: Next keeps layouts while the reader moves on, and renders pages beside them.
 */
function unguarded(source: Source): string[] {
  const calls = awaitedCalls(source);
  const functions = parse(source).body.filter((statement) => statement.type.startsWith("Export"));
  return functions.flatMap(({ type, start, end }) => {
    const [first] = calls.filter((call) => call.start > start && call.start < end && !HARMLESS.includes(call.callee));
    if (first === undefined && type !== "ExportDefaultDeclaration") return [];
    if (first?.callee === "requireStaff" && typeof first.argument === "string") return [];
    return [`${placeOf(source, start)}: the first call that is awaited is not requireStaff("...")`];
  });
}

function awaitedCalls(source: Source): Call[] {
  const calls: Call[] = [];
  visit(source, {
    AwaitExpression({ argument }) {
      if (argument.type !== "CallExpression") return;
      const callee = argument.callee.type === "Identifier" ? argument.callee.name : "another call";
      const [first] = argument.arguments;
      calls.push({ callee, argument: first?.type === "Literal" ? first.value : undefined, start: argument.start });
    },
  });
  return calls.sort((a, b) => a.start - b.start);
}

function tooLong({ path, text }: Source): string[] {
  const lines = text.trimEnd().split("\n").length;
  return lines > LONGEST_PAGE ? [`${path}: ${lines} lines`] : [];
}

describe("pages", () => {
  const pages = listPaths(["app"], /\/page\.tsx$/).map(readSource);

  it("of staff ask who is there first", () => {
    const staffPages = pages.filter(({ path }) => path.startsWith("app/staff/"));
    expect(staffPages.length).toBeGreaterThanOrEqual(5);
    expect(staffPages.flatMap(unguarded)).toEqual([]);
  });

  it(`are no longer than ${LONGEST_PAGE} lines`, () => {
    expect(pages.length).toBeGreaterThanOrEqual(15);
    // The gallery's pages are lists of examples.
    expect(pages.filter(({ path }) => !path.startsWith("app/dev/gallery/")).flatMap(tooLong)).toEqual([]);
  });

  it.each([
    [
      "asks first",
      'const staff = await requireStaff("payments.read");\nconst rows = await listPayments(staff.ctx);',
      0,
    ],
    [
      "asks after its parameters",
      'const { id } = await params;\nconst staff = await requireStaff("payments.read");',
      0,
    ],
    [
      "asks after its words",
      'const t = await getTranslations("a");\nconst staff = await requireStaff("payments.read");',
      0,
    ],
    ["never asks", "const rows = await listPayments();", 1],
    ["asks nothing at all", "", 1],
    ["asks too late", 'const rows = await listPayments();\nawait requireStaff("payments.read");', 1],
    ["asks without waiting", 'requireStaff("payments.read");', 1],
    ["asks for a permission that is not written there", "await requireStaff(permission);", 1],
  ])("of staff, judged by a planted one that %s", (_name, body, problems) => {
    const text = `export default async function Page() {\n${body}\nreturn null;\n}\n`;
    expect(unguarded({ path: "app/staff/planted/page.tsx", text })).toHaveLength(problems);
  });

  it("of staff, judged by a title that shows what nobody asked for", () => {
    const page = 'export default async function Page() {\nawait requireStaff("a");\n}\n';
    const title =
      "export async function generateMetadata() {\nconst payer = await getPayer();\nreturn { title: payer.name };\n}\n";
    expect(unguarded({ path: "app/staff/planted/page.tsx", text: page + title })).toHaveLength(1);
  });

  it("would be caught when too long", () => {
    expect(tooLong({ path: "app/planted/page.tsx", text: "//\n".repeat(LONGEST_PAGE) })).toEqual([]);
    expect(tooLong({ path: "app/planted/page.tsx", text: "//\n".repeat(LONGEST_PAGE + 1) })).toHaveLength(1);
  });
});
