import { gzipSync } from "node:zlib";
import { send } from "./load";

/** Gzipped, in bytes. */
export type PageWeight = { htmlBytes: number; scriptBytes: number };

/**
 * What a phone loads to show a page: its HTML and all scripts that the HTML names, each compressed by itself (gzip -6). The
 * polyfills that modern browsers skip (`nomodule`) are left out.
 * @throws Error when the page or a script does not answer 200
 */
export async function weighPage(url: string): Promise<PageWeight> {
  const page = await get(url);
  const scripts = await Promise.all(scriptPathsOf(page).map((path) => get(new URL(path, url).href)));
  return { htmlBytes: gzipBytes(page), scriptBytes: scripts.reduce((sum, script) => sum + gzipBytes(script), 0) };
}

/** The addresses of a page's scripts, each once, without `nomodule`. */
export function scriptPathsOf(html: string): string[] {
  const tags = html.match(/<script\b[^>]*>/g) ?? [];
  const paths = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? []);
  return [...new Set(paths)];
}

async function get(url: string): Promise<string> {
  const { status, text } = await send(url);
  if (status !== 200) throw new Error(`${url} answered ${status}`);
  return text;
}

function gzipBytes(text: string): number {
  return gzipSync(text, { level: 6 }).length;
}
