import { describe, expect, it } from "vitest";
import { listPaths, PRODUCT_FOLDERS, readSource, type Source } from "./support/sources";

/** Things that no tool of ours refuses. `except` names the files that have a reason. */
const FORBIDDEN: { what: string; pattern: RegExp; reason: string; except?: RegExp }[] = [
  {
    what: "a setting of the session",
    pattern: /set_config\s*\((?:[^()]|\([^()]*\))*,\s*false\s*\)/i,
    reason: "it would reach the next user of the pooled connection; the third argument is true",
  },
  {
    what: "a firm set for the session",
    pattern: /\bset\s+(session\s+)?"?app\.(firm_id|actor|now|detail)"?\s*(=|to\b)/i,
    reason: "it would reach the next user of the pooled connection; use set_config(..., true)",
  },
  {
    what: "a framework's own data address",
    pattern: /\.rsc\b|[?&]_rsc=/,
    reason: "screens are asked for by their address; nothing of ours depends on how Next carries them",
    except: /^proxy\.ts$/,
  },
  {
    what: "HTML from a text",
    pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/,
    reason: "a payer's text would become a script",
    // Our own shapes, which a test holds to be nothing but paths.
    except: /^components\/ui\/icon\.tsx$/,
  },
  { what: "code from a text", pattern: /\beval\s*\(|new Function\s*\(/, reason: "the CSP forbids it, and so do we" },
  {
    what: "a shared cache of data",
    pattern: /["']use cache["']|unstable_cache\b/,
    reason: "one firm's data would be shown to another",
  },
  {
    what: "the image optimizer",
    pattern: /from ["']next\/image["']/,
    reason: "an attack surface that nothing here needs",
  },
  { what: "a suppressed type", pattern: /@ts-(ignore|nocheck|expect-error)/, reason: "say what the type is" },
  { what: "a note to self", pattern: /\b(TODO|FIXME|XXX|HACK)\b/, reason: "do it, or write an issue" },
];

function findings(source: Source): string[] {
  return FORBIDDEN.filter(({ pattern, except }) => pattern.test(source.text) && !except?.test(source.path)).map(
    ({ what, reason }) => `${source.path}: ${what} (${reason})`,
  );
}

describe("forbidden code", () => {
  it("is nowhere in the product", () => {
    const paths = listPaths([...PRODUCT_FOLDERS, "public", "messages"], /\.(ts|tsx|mjs|js|sql|css|json)$/).filter(
      (path) => !/\.test\.tsx?$|\/meta\//.test(path),
    );
    const sources = [...paths, "proxy.ts"].map(readSource);
    expect(sources.length).toBeGreaterThanOrEqual(120);
    expect(sources.flatMap(findings)).toEqual([]);
  });

  it.each([
    ["a session setting", "select set_config('app.firm_id', $1, false)", 1],
    ["a session setting with a call in it", "select set_config('app.now', now()::text, false)", 1],
    ["a setting of the transaction", "select set_config('app.firm_id', $1, true)", 0],
    ["a plain set", "set app.firm_id = 'frm_1'", 1],
    ["a data address", "fetch('/staff/payments.rsc')", 1],
    ["HTML", "<p dangerouslySetInnerHTML={{ __html: note }} />", 1],
    ["eval", "eval(text)", 1],
    ["a shared cache", "'use cache'", 1],
    ["next/image", 'import Image from "next/image";', 1],
    ["a suppressed type", "// @ts-expect-error", 1],
    ["a note", "// TODO later", 1],
  ])("would be caught: %s", (_name, text, problems) => {
    expect(findings({ path: "lib/planted/verb.ts", text })).toHaveLength(problems);
  });
});
