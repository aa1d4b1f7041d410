import { once } from "node:events";
import type { Writable } from "node:stream";
import type { ClientBase, Submittable } from "pg";

export type CopyValue = string | number | Date | null;

/** The part of the driver's connection that COPY needs. */
type CopyConnection = {
  stream: Writable;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
};

const CHUNK_CHARACTERS = 256 * 1024;

/**
 * Writes any number of rows by COPY, which takes them several times faster than INSERT. Rows are made while they are sent, so that
 * memory stays flat. @throws what the database says, or what making the rows throws
 */
export function copyRows(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(", ");
  return new Promise((resolve, reject) => {
    let failure: Error | null = null;
    const copy = {
      submit: (connection: unknown) => (connection as CopyConnection).query(`copy ${table} (${list}) from stdin`),
      handleCopyInResponse: (connection: CopyConnection) => {
        send(connection, rows).then(
          () => connection.endCopyFrom(),
          (error: Error) => {
            failure = error;
            connection.sendCopyFail("the rows could not be made");
          },
        );
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => reject(failure ?? error),
      handleReadyForQuery: () => resolve(),
    };
    client.query(copy as Submittable);
  });
}

async function send(connection: CopyConnection, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  let chunk = "";
  const flush = async () => {
    connection.sendCopyFromChunk(Buffer.from(chunk));
    chunk = "";
    if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
  };
  for (const row of rows) {
    chunk += `${row.map(written).join("\t")}\n`;
    if (chunk.length > CHUNK_CHARACTERS) await flush();
  }
  if (chunk !== "") await flush();
}

/** A value in COPY's text format. */
function written(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return value.toISOString();
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (mark) => ESCAPES[mark] ?? mark) : value;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
