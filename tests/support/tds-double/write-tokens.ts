import { PACKET } from "./read-packets";

/** A column is bigint when all its values are, else nvarchar. */
export type DoubleRow = Record<string, string | bigint | null>;
export type DoubleError = { number: number; message: string };

const MOST_PAYLOAD = 4_000;
const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

/** A reply as packets. */
export function packReply(payload: Buffer): Buffer {
  const packets: Buffer[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += MOST_PAYLOAD) {
    const part = payload.subarray(at, at + MOST_PAYLOAD);
    const header = Buffer.alloc(8);
    header.writeUInt8(PACKET.reply, 0);
    header.writeUInt8(at + MOST_PAYLOAD >= payload.length ? 1 : 0, 1);
    header.writeUInt16BE(part.length + 8, 2);
    header.writeUInt8((packets.length % 255) + 1, 6);
    packets.push(header, part);
  }
  return Buffer.concat(packets);
}

/** Says that there is no TLS here; the double listens on this machine only. */
export function preloginReply(): Buffer {
  const options = [
    { token: 0, data: Buffer.from([12, 0, 0, 0, 0, 0]) },
    { token: 1, data: Buffer.from([2]) },
    { token: 2, data: Buffer.from([0]) },
    { token: 4, data: Buffer.from([0]) },
  ];
  let offset = options.length * 5 + 1;
  const heads = options.map(({ token, data }) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(token, 0);
    head.writeUInt16BE(offset, 1);
    head.writeUInt16BE(data.length, 3);
    offset += data.length;
    return head;
  });
  return Buffer.concat([...heads, Buffer.from([0xff]), ...options.map(({ data }) => data)]);
}

export function loginReply(): Buffer {
  const name = shortText("Docketpay TDS double");
  const body = Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), name, Buffer.from([12, 0, 0, 0])]);
  return Buffer.concat([withLength(0xad, body), done(0xfd)]);
}

export function errorReply({ number, message }: DoubleError, token: 0xfd | 0xfe = 0xfe): Buffer {
  const body = Buffer.concat([
    int32(number),
    Buffer.from([1, 16]),
    longText(message),
    shortText("double"),
    shortText(""),
    int32(1),
  ]);
  return Buffer.concat([withLength(0xaa, body), done(token, 0x02)]);
}

/** What a procedure answers: its rows, its return value, its end. */
export function rowsReply(rows: readonly DoubleRow[]): Buffer {
  const names = Object.keys(rows[0] ?? {});
  const isNumber = (name: string) => rows.every((row) => typeof row[name] === "bigint");
  const columns = names.map((name) => columnHead(name, isNumber(name)));
  const count = Buffer.alloc(2);
  count.writeUInt16LE(names.length);
  const cells = (row: DoubleRow) => names.map((name) => cell(row[name] ?? null, isNumber(name)));
  const table = rows.length === 0 ? [] : [Buffer.from([0x81]), count, ...columns];
  const lines = rows.flatMap((row) => [Buffer.from([0xd1]), ...cells(row)]);
  return Buffer.concat([...table, ...lines, done(0xff), Buffer.from([0x79, 0, 0, 0, 0]), done(0xfe)]);
}

export function done(token: 0xfd | 0xfe | 0xff, status = 0): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt8(token, 0);
  bytes.writeUInt16LE(status, 1);
  return bytes;
}

function columnHead(name: string, isNumber: boolean): Buffer {
  const type = isNumber ? Buffer.from([0x26, 8]) : Buffer.concat([Buffer.from([0xe7, 0x40, 0x1f]), COLLATION]);
  return Buffer.concat([Buffer.from([0, 0, 0, 0, 1, 0]), type, shortText(name)]);
}

function cell(value: string | bigint | null, isNumber: boolean): Buffer {
  if (isNumber) {
    const bytes = Buffer.alloc(9);
    bytes.writeUInt8(8, 0);
    bytes.writeBigInt64LE(BigInt(value ?? 0), 1);
    return bytes;
  }
  const text = Buffer.from(String(value ?? ""), "utf16le");
  const length = Buffer.alloc(2);
  length.writeUInt16LE(value === null ? 0xffff : text.length);
  return value === null ? length : Buffer.concat([length, text]);
}

function withLength(token: number, body: Buffer): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt8(token, 0);
  head.writeUInt16LE(body.length, 1);
  return Buffer.concat([head, body]);
}

function shortText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "utf16le")]);
}

function longText(text: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([length, Buffer.from(text, "utf16le")]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
