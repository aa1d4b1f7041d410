import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { isThere, listPaths, readSource, type Source } from "./support/sources";

const TOP_FOLDERS = "app|components|connect|db|docs|emails|lib|messages|public|scripts|tests";
const ROOT_DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];

/** Paths in `code` that begin with one of our folders. One with a placeholder (`<noun>`, `*`, `NNNN`) is a shape, not a file. */
function namedPaths({ text }: Source): string[] {
  const codes = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  return codes.filter(
    (code) => new RegExp(`^(${TOP_FOLDERS})/[^\\s:,;()<>*{}…]*$`).test(code) && !/NNNN|\.\.\./.test(code),
  );
}

/** Targets of `[words](target)` that are files of ours. */
function linkedPaths({ path, text }: Source): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => posix.join(posix.dirname(path), target));
}

/** Names in `npm run <name>`. */
function namedScripts({ text }: Source): string[] {
  return [...text.matchAll(/npm run ([a-z][a-z0-9:-]*)/g)].map((match) => match[1] ?? "");
}

describe("documents", () => {
  const paths = [...ROOT_DOCUMENTS.filter(isThere), ...listPaths(["docs"], /\.md$/)];
  const documents = paths.map(readSource);

  it("name only files that exist", () => {
    expect(documents.length).toBeGreaterThanOrEqual(2);
    const missing = documents.flatMap((document) =>
      [...namedPaths(document), ...linkedPaths(document)]
        .filter((path) => !isThere(path))
        .map((path) => `${document.path}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it("name only commands that exist", () => {
    const { scripts } = JSON.parse(readSource("package.json").text) as { scripts: Record<string, string> };
    const missing = documents.flatMap((document) =>
      namedScripts(document)
        .filter((name) => !(name in scripts))
        .map((name) => `${document.path}: npm run ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("have commands whose files exist", () => {
    const { scripts } = JSON.parse(readSource("package.json").text) as { scripts: Record<string, string> };
    const files = Object.values(scripts).flatMap((script) => script.match(/\b(scripts|connect)\/\S+\.(mjs|ts)/g) ?? []);
    expect(files.length).toBeGreaterThanOrEqual(5);
    expect(files.filter((path) => !isThere(path))).toEqual([]);
  });

  it("would be caught", () => {
    const text =
      "See `lib/gone.ts`, `lib/<noun>/model.ts`, `app/pay/[token]/page.tsx`, [a](./gone.md#part), [b](https://a.example), `npm run gone`.";
    const planted = { path: "docs/planted.md", text };
    expect(namedPaths(planted)).toEqual(["lib/gone.ts", "app/pay/[token]/page.tsx"]);
    expect(linkedPaths(planted)).toEqual(["docs/gone.md"]);
    expect(namedScripts(planted)).toEqual(["gone"]);
  });
});
