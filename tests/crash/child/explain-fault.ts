/** What a restart of the database or of the gateway, or a machine too busy to open a connection, does to those who use it. */
const BROKEN_CODES = new Set([
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
]);
const BROKEN_WORDS =
  /connection terminated|terminating connection|timeout exceeded when trying to connect|connection error and is not queryable|the database system is|ECONNREFUSED|ECONNRESET|EPIPE/i;

/** An error in words, or null when a broken connection explains it. */
export function explainFault(error: unknown): string | null {
  if (isBrokenConnection(error)) return null;
  const last = causesOf(error).at(-1);
  if (!last) return String(error);
  const reason = "reason" in last ? ` ${String(last.reason)}` : "";
  return `${last.name}: ${last.message.split("\n")[0]}${reason}`;
}

export function isBrokenConnection(error: unknown): boolean {
  return causesOf(error).some(
    (one) => ("code" in one && BROKEN_CODES.has(String(one.code))) || isBrokenText(one.message),
  );
}

/** The same of a line in the program's log. */
export function isBrokenText(text: string): boolean {
  return BROKEN_WORDS.test(text);
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) chain.push(one);
  return chain;
}
