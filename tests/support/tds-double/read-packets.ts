import type { Socket } from "node:net";

/** A message of a TDS client, whole: what kind it is and its payload without packet headers. */
export type Message = { type: number; payload: Buffer };

export const PACKET = { sqlBatch: 0x01, rpc: 0x03, reply: 0x04, attention: 0x06, login: 0x10, prelogin: 0x12 } as const;

const HEADER = 8;

/** Puts packets together to messages. */
export async function* readMessages(socket: Socket): AsyncGenerator<Message> {
  let waiting = Buffer.alloc(0);
  let parts: Buffer[] = [];
  for await (const chunk of socket) {
    waiting = Buffer.concat([waiting, chunk as Buffer]);
    while (waiting.length >= HEADER && waiting.length >= waiting.readUInt16BE(2)) {
      const length = waiting.readUInt16BE(2);
      const [type, isLast] = [waiting.readUInt8(0), (waiting.readUInt8(1) & 1) === 1];
      parts.push(waiting.subarray(HEADER, length));
      waiting = waiting.subarray(length);
      if (!isLast) continue;
      yield { type, payload: Buffer.concat(parts) };
      parts = [];
    }
  }
}

/** The user and the password of a LOGIN7 message, and the name the program gives itself. */
export function readLogin(payload: Buffer): { user: string; password: string; appName: string; database: string } {
  const text = (at: number, read = (bytes: Buffer) => bytes): string => {
    const [offset, characters] = [payload.readUInt16LE(at), payload.readUInt16LE(at + 2)];
    return read(Buffer.from(payload.subarray(offset, offset + characters * 2))).toString("utf16le");
  };
  const plain = (bytes: Buffer) => Buffer.from(bytes.map((byte) => swapHalves(byte ^ 0xa5)));
  return { user: text(40), password: text(44, plain), appName: text(48), database: text(68) };
}

function swapHalves(byte: number): number {
  return ((byte & 0x0f) << 4) | (byte >> 4);
}

export type RpcParam = { name: string; type: "nvarchar" | "int"; length: number; value: string | bigint | null };
/** `procedure` is a name, or "#<number>" of one of the server's own, such as sp_executesql. */
export type Rpc = { procedure: string; params: RpcParam[] };

/** The statement of a SQL batch. */
export function readBatch(payload: Buffer): string {
  return payload.subarray(payload.readUInt32LE(0)).toString("utf16le");
}

/** A remote procedure call with parameters of the types that our procedures have. @throws Error for another type */
export function readRpc(payload: Buffer): Rpc {
  let at = payload.readUInt32LE(0);
  const take = (length: number): Buffer => {
    at += length;
    return payload.subarray(at - length, at);
  };
  const nameLength = take(2).readUInt16LE();
  const procedure = nameLength === 0xffff ? `#${take(2).readUInt16LE()}` : take(nameLength * 2).toString("utf16le");
  take(2);
  const params: RpcParam[] = [];
  while (at < payload.length) {
    const name = take(take(1).readUInt8() * 2).toString("utf16le");
    take(1);
    params.push({ name, ...readValue(take) });
  }
  return { procedure, params };
}

function readValue(take: (length: number) => Buffer): Omit<RpcParam, "name"> {
  const type = take(1).readUInt8();
  if (type === 0xe7) {
    const length = take(2).readUInt16LE();
    take(5);
    const size = take(2).readUInt16LE();
    return { type: "nvarchar", length: length / 2, value: size === 0xffff ? null : take(size).toString("utf16le") };
  }
  if (type === 0x26) {
    const length = take(1).readUInt8();
    const size = take(1).readUInt8();
    if (size === 0) return { type: "int", length, value: null };
    const bytes = take(size);
    return { type: "int", length, value: size === 8 ? bytes.readBigInt64LE() : BigInt(bytes.readInt32LE()) };
  }
  throw new Error(`A parameter of type 0x${type.toString(16)} is none that the procedures use.`);
}
