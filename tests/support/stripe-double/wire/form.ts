/** A body or query as Stripe reads it: every leaf is a text. */
export type Value = string | Value[] | { [name: string]: Value };
export type Params = { [name: string]: Value };

type Path = string[];
/** A list is kept by its indexes until the end, so that `a[1]` may come before `a[0]`. */
type Branch = Map<string, Branch | string>;

export class MalformedForm extends Error {}

/** Reads `a=1&b[c]=2&d[]=x&d[]=y&e[0][f]=z`. @throws MalformedForm for a name that is both a text and a group */
export function parseForm(text: string): Params {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) place(root, readPath(name), value, name);
  return finish(root) as Params;
}

function readPath(name: string): Path {
  const head = name.split("[", 1)[0] ?? "";
  const rest = name.slice(head.length);
  if (head === "" || !/^(\[[^[\]]*\])*$/.test(rest)) throw new MalformedForm(name);
  return [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? "")];
}

function place(root: Branch, path: Path, value: string, name: string): void {
  let branch = root;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(branch.size) : part;
    if (depth === path.length - 1) {
      if (branch.get(key) instanceof Map) throw new MalformedForm(name);
      branch.set(key, value);
      return;
    }
    const below = branch.get(key) ?? new Map();
    if (typeof below === "string") throw new MalformedForm(name);
    branch.set(key, below);
    branch = below;
  }
}

function finish(branch: Branch | string): Value {
  if (typeof branch === "string") return branch;
  const keys = [...branch.keys()];
  const isList = keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
  if (!isList) return Object.fromEntries([...branch].map(([key, value]) => [key, finish(value)]));
  return [...branch].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => finish(value));
}

/** The same text for the same parameters in whatever order they came; what an idempotency key is compared by. */
export function canonical(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}
