import { describe, expect, it } from "vitest";
import { listPaths, readSource, type Source, visit } from "./support/sources";

const LONGEST_PAGE = 60;

/**
 * A staff page asks who is there before it awaits anything that could hold data. A layout cannot do this for it: Next keeps layouts
 * while the reader moves on, and renders pages beside them.
 */
function unguarded(source: Source): string[] {
  const asked: { callee: string; argument: unknown; start: number }[] = [];
  visit(source, {
    AwaitExpression({ argument }) {
      if (argument.type !== "CallExpression") return;
      const callee = argument.callee.type === "Identifier" ? argument.callee.name : "another call";
      const [first] = argument.arguments;
      asked.push({ callee, argument: first?.type === "Literal" ? first.value : undefined, start: argument.start });
    },
  });
  const [first] = asked.sort((a, b) => a.start - b.start);
  if (first?.callee === "requireStaff" && typeof first.argument === "string") return [];
  return [`${source.path}: the first call it awaits is not requireStaff("...")`];
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
    ["never asks", "const rows = await listPayments();", 1],
    ["asks nothing at all", "", 1],
    ["asks too late", 'const rows = await listPayments();\nawait requireStaff("payments.read");', 1],
    ["asks without waiting", 'requireStaff("payments.read");', 1],
    ["asks for a permission that is not written there", "await requireStaff(permission);", 1],
  ])("of staff, judged by a planted one that %s", (_name, body, problems) => {
    const text = `export default async function Page() {\n${body}\nreturn null;\n}\n`;
    expect(unguarded({ path: "app/staff/planted/page.tsx", text })).toHaveLength(problems);
  });

  it("would be caught when too long", () => {
    expect(tooLong({ path: "app/planted/page.tsx", text: "//\n".repeat(LONGEST_PAGE) })).toEqual([]);
    expect(tooLong({ path: "app/planted/page.tsx", text: "//\n".repeat(LONGEST_PAGE + 1) })).toHaveLength(1);
  });
});
