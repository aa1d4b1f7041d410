/** What a message asks for: arguments with their kind ("number", "plural", ...; "" for plain ones) and the names of its tags. */
export type MessageParts = { args: Map<string, string>; tags: Set<string>; choices: string[] };

/**
 * Reads an ICU message far enough to compare two languages. Throws on braces that do not match.
 * An apostrophe only quotes before a brace or a tag, as in the library that renders the texts.
 */
export function readMessage(text: string): MessageParts {
  const parts: MessageParts = { args: new Map(), tags: new Set(), choices: [] };
  const end = readText(text, 0, parts, 0);
  if (end !== text.length) throw new Error(`a brace too many at ${end}`);
  return parts;
}

function readText(text: string, from: number, parts: MessageParts, depth: number): number {
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === "'" && /[{}<>]/.test(text[at + 1] ?? "")) {
      const close = text.indexOf("'", at + 2);
      at = close < 0 ? text.length : close + 1;
    } else if (char === "{") {
      at = readArgument(text, at + 1, parts, depth);
    } else if (char === "}") {
      return at;
    } else {
      const tag = /^<([a-zA-Z][\w-]*)>/.exec(text.slice(at, at + 40))?.[1];
      if (tag) parts.tags.add(tag);
      at += 1;
    }
  }
  if (depth > 0) throw new Error("a brace is not closed");
  return at;
}

function readArgument(text: string, from: number, parts: MessageParts, depth: number): number {
  const head = /^\s*([\w]+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(from));
  const name = head?.[1];
  if (!head || name === undefined) throw new Error(`no argument name at ${from}`);
  const kind = head[2] ?? "";
  parts.args.set(name, kind);
  let at = from + head[0].length;
  if (!["plural", "select", "selectordinal"].includes(kind)) {
    const close = text.indexOf("}", at);
    if (close < 0) throw new Error("a brace is not closed");
    return close + 1;
  }
  while (at < text.length && text[at] !== "}") {
    const option = /^[\s,]*(?:offset:\d+\s*)?(=?\w+)\s*\{/.exec(text.slice(at));
    if (!option?.[1]) throw new Error(`no choice at ${at}`);
    if (kind === "select") parts.choices.push(`${name}:${option[1]}`);
    at = readText(text, at + option[0].length, parts, depth + 1) + 1;
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
  }
  if (at >= text.length) throw new Error("a brace is not closed");
  return at + 1;
}
