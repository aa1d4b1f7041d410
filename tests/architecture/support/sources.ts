import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor, type VisitorObject } from "oxc-parser";
import { listFiles } from "@/scripts/gates/list-files.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A file of the repository: `path` from its root, and its text. */
export type Source = { path: string; text: string };

/** Where the product's own code lives; tests and scripts are not part of it. */
export const PRODUCT_FOLDERS = ["app", "components", "connect", "db", "emails", "lib"];
const ROOT_FILES = ["proxy.ts", "instrumentation.ts", "instrumentation-client.ts"];

export function readSource(path: string): Source {
  return { path, text: readFileSync(join(ROOT, path), "utf8") };
}

export function isThere(path: string): boolean {
  return existsSync(join(ROOT, path));
}

/** The files beneath the folders whose path matches, without tests. */
export function listPaths(folders: readonly string[], pattern: RegExp): string[] {
  return folders.flatMap((folder) => listFiles(ROOT, folder)).filter((path) => pattern.test(path));
}

/** All code of the product, without tests and type declarations. */
export function productSources(folders: readonly string[] = PRODUCT_FOLDERS): Source[] {
  const paths = listPaths(folders, /\.(ts|tsx|mjs)$/).filter((path) => !/\.test\.tsx?$|\.d\.m?ts$/.test(path));
  const rootPaths = folders === PRODUCT_FOLDERS ? ROOT_FILES.filter(isThere) : [];
  return [...paths, ...rootPaths].map(readSource);
}

/** Walks the syntax of a file. Throws when it cannot be parsed, because an unread file would pass every guard. */
export function visit(source: Source, visitor: VisitorObject): void {
  const { program, errors } = parseSync(source.path, source.text);
  if (errors.length > 0) throw new Error(`${source.path} cannot be parsed: ${errors[0]?.message ?? ""}`);
  new Visitor(visitor).visit(program);
}

/** The program of a file, for guards that look at its top level only. */
export function parse(source: Source): ReturnType<typeof parseSync>["program"] {
  const { program, errors } = parseSync(source.path, source.text);
  if (errors.length > 0) throw new Error(`${source.path} cannot be parsed: ${errors[0]?.message ?? ""}`);
  return program;
}

/** "path:line" of a position in a file. */
export function placeOf(source: Source, offset: number): string {
  return `${source.path}:${source.text.slice(0, offset).split("\n").length}`;
}
