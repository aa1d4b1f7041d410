import { readFileSync } from "node:fs";
import { inject } from "vitest";

export type ServerAction = { id: string; name: string; file: string };
export type ActionCall = {
  path: string;
  action: ServerAction;
  args: unknown[];
  cookie?: string;
  headers?: Record<string, string>;
};

/** Every server action of the build, with the id by which a browser calls it. */
export function listServerActions(): ServerAction[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { exportedName: string; filename: string }>;
  };
  return Object.entries(manifest.node).map(([id, entry]) => ({ id, name: entry.exportedName, file: entry.filename }));
}

export function findServerAction(name: string): ServerAction {
  const found = listServerActions().find((action) => action.name === name);
  if (!found) throw new Error(`The build has no server action ${name}.`);
  return found;
}

/** Calls a server action as a program would that knows its id, without the page around it. */
export async function callServerAction({ path, action, args, cookie, headers }: ActionCall) {
  const origin = inject("appUrl");
  const response = await fetch(origin + path, {
    method: "POST",
    headers: {
      "next-action": action.id,
      "content-type": "text/plain;charset=UTF-8",
      origin,
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    body: JSON.stringify(args),
    redirect: "manual",
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, result: readResult(text) };
}

export type ActionAnswer = { ok: boolean; code?: string; message?: string; data?: unknown };

/** The action's own answer among the lines of the page's stream; null when there is none. */
function readResult(text: string): ActionAnswer | null {
  for (const line of text.split("\n")) {
    const found = /^[0-9a-f]+:(\{"ok":.*)$/.exec(line);
    if (found) return JSON.parse(found[1] ?? "null");
  }
  return null;
}
