import { createHash } from "node:crypto";
import { posix } from "node:path";
import SftpClient from "ssh2-sftp-client";
import type { PostingFile } from "@/lib/matter-systems/model";
import { DeliveryUnknown, type DropSteps, deliverOnce } from "./delivery";
import type { Journal, JournalEntry } from "./journal";
import type { PostingDrop } from "./port";

export type SftpSettings = {
  host: string;
  port: number;
  user: string;
  /** One of the two. */
  password?: string;
  privateKey?: string;
  passphrase?: string;
  /** SHA-256 of the server's key, base64 as `ssh-keygen -lf` shows it, with or without "SHA256:". */
  hostKey: string;
  /** Which the matter system reads. */
  folder: string;
  /** On the same volume of the server. `.docketpay` in the folder unless given. */
  workFolder?: string;
};

const ANSWER_WITHIN_MS = 20_000;

/**
 * Puts posting files onto a server by SFTP. A file is made whole in the work folder, read back, and then renamed into the folder: the
 * protocol's own rename, which replaces nothing. The work file's being gone is then the evidence that it was put there; a second small
 * file beside it proves that nobody has merely cleaned the work folder.
 */
export function sftpDrop(settings: SftpSettings, journal: Journal): PostingDrop {
  return {
    drop: (file: PostingFile, staging) =>
      withClient(settings, (client) => deliverOnce(journal, sftpSteps(client, settings), file, staging)),
    check: () => checkServer(settings),
  };
}

function workFolderOf({ folder, workFolder }: SftpSettings): string {
  return workFolder ?? posix.join(folder, ".docketpay");
}

function sftpSteps(client: SftpClient, settings: SftpSettings): DropSteps {
  const work = workFolderOf(settings);
  const madeAt = ({ batchId }: JournalEntry) => posix.join(work, `${batchId}.part`);
  const witness = ({ batchId }: JournalEntry) => posix.join(work, `${batchId}.here`);
  const target = ({ fileName }: JournalEntry) => posix.join(settings.folder, fileName);
  return {
    placeOf: (entry) => `sftp://${settings.host}${target(entry)}`,
    async prepare(entry, bytes) {
      if ((await client.exists(settings.folder)) !== "d") throw new Error(notThere(settings));
      await client.mkdir(work, true);
      await client.delete(madeAt(entry), true);
      await client.put(bytes, madeAt(entry));
      const there = await readRemote(client, madeAt(entry));
      if (there === null || hashOf(there) !== entry.sha256)
        throw new Error(`${madeAt(entry)} on ${settings.host} is not what was sent. Look whether its volume is full.`);
      await client.put(Buffer.from(entry.sha256), witness(entry));
      return {};
    },
    async isThere(entry) {
      if (await client.exists(madeAt(entry))) return false;
      if (await client.exists(witness(entry))) return true;
      if (await isSameAt(client, target(entry), entry)) return true;
      throw new DeliveryUnknown(
        `The work folder ${work} on ${settings.host} was emptied, so nobody can tell whether ${entry.fileName} was delivered. Look in the matter system whether its receipts are there, then say so: npm run connect -- settle ${entry.batchId} delivered, or again.`,
      );
    },
    async put(entry) {
      // Some servers replace; the look before narrows what they could replace to another program's file of the same moment.
      if (await client.exists(target(entry))) return explainNameTaken(client, target(entry), entry, settings);
      await client.rename(madeAt(entry), target(entry));
      return { kind: "put" };
    },
    isSameThere: (entry) => isSameAt(client, target(entry), entry),
    async cleanUp(entry) {
      await client.delete(madeAt(entry), true);
      await client.delete(witness(entry), true);
    },
  };
}

async function explainNameTaken(
  client: SftpClient,
  path: string,
  entry: JournalEntry,
  { host }: SftpSettings,
): Promise<{ kind: "put" }> {
  if (await isSameAt(client, path, entry)) return { kind: "put" };
  throw new Error(`Another file named ${path} is already on ${host}. Move it away; this one is then delivered.`);
}

async function isSameAt(client: SftpClient, path: string, { sha256 }: JournalEntry): Promise<boolean> {
  const bytes = await readRemote(client, path);
  return bytes !== null && hashOf(bytes) === sha256;
}

/** Null when it is not there, or no longer by the time it is opened. */
async function readRemote(client: SftpClient, path: string): Promise<Buffer | null> {
  if (!(await client.exists(path))) return null;
  const found = await client.get(path).catch(async (error: unknown) => {
    if (await client.exists(path)) throw error;
    return null;
  });
  return Buffer.isBuffer(found) ? found : null;
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function withClient<T>(settings: SftpSettings, work: (client: SftpClient) => Promise<T>): Promise<T> {
  const client = new SftpClient("docketpay");
  // The client would write such an event to the console; every call tells of it by itself.
  client.on("error", () => undefined);
  let seenFingerprint = "";
  const expected = settings.hostKey.replace(/^SHA256:/, "").replace(/=+$/, "");
  try {
    await client
      .connect({
        host: settings.host,
        port: settings.port,
        username: settings.user,
        ...(settings.password === undefined ? {} : { password: settings.password }),
        ...(settings.privateKey === undefined ? {} : { privateKey: settings.privateKey }),
        ...(settings.passphrase === undefined ? {} : { passphrase: settings.passphrase }),
        readyTimeout: ANSWER_WITHIN_MS,
        hostVerifier: (key: Buffer) => {
          seenFingerprint = createHash("sha256").update(key).digest("base64").replace(/=+$/, "");
          return seenFingerprint === expected;
        },
      })
      .catch((error: unknown) => {
        if (seenFingerprint !== "" && seenFingerprint !== expected) throw strangeServer(settings, seenFingerprint);
        throw error;
      });
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function strangeServer({ host }: SftpSettings, seen: string): Error {
  return new Error(
    `The server at ${host} shows the key SHA256:${seen}, which is not the one in the settings. If its key was changed on purpose, correct hostKey; if not, somebody may stand between.`,
  );
}

function notThere({ folder, host }: SftpSettings): string {
  return `The folder ${folder} is not on ${host}. Make it, or correct the setting.`;
}

async function checkServer(settings: SftpSettings): Promise<string | null> {
  const work = workFolderOf(settings);
  const probe = posix.join(work, ".check");
  try {
    return await withClient(settings, async (client) => {
      if ((await client.exists(settings.folder)) !== "d") return notThere(settings);
      await client.mkdir(work, true);
      await client.delete(`${probe}-twin`, true);
      await client.put(Buffer.from("docketpay"), probe);
      await client.rename(probe, `${probe}-twin`);
      await client.delete(`${probe}-twin`, true);
      return null;
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `SFTP to ${settings.user}@${settings.host}:${settings.port} does not work: ${message}`;
  }
}
