import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryStaging, makePostingFile } from "@/tests/support/memory-staging";
import { type SftpServer, startSftpServer } from "@/tests/support/sftp-server";
import { Journal } from "./journal";
import { type SftpSettings, sftpDrop } from "./sftp";

let root: string;
let server: SftpServer;
let staging: MemoryStaging;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "docketpay-sftp-"));
  mkdirSync(join(root, "remote", "in"), { recursive: true });
  server = await startSftpServer(join(root, "remote"));
  staging = new MemoryStaging();
});

afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const FILE = makePostingFile(1, { content: "D-2026-000001;Núñez “q”;12.50\r\n".repeat(4_000) });
const target = () => join(root, "remote", "in");
const lying = () => readdirSync(target()).filter((name) => !name.startsWith("."));
const work = () => readdirSync(join(target(), ".docketpay"));

function open(change: Partial<SftpSettings> = {}) {
  const { port, user, password, hostKey } = server;
  const settings = { host: "127.0.0.1", port, user, password, hostKey, folder: "/in", ...change };
  return sftpDrop(settings, new Journal(join(root, "journal")));
}

const drop = (file = FILE) => open().drop(file, staging);

describe("an SFTP drop", () => {
  it("puts the file there whole, says where, and leaves nothing else behind", async () => {
    const place = `sftp://127.0.0.1/in/${FILE.fileName}`;
    expect(await drop()).toEqual({ kind: "delivered", isRepeat: false, place });
    expect(readFileSync(join(target(), FILE.fileName), "utf8")).toBe(FILE.content);
    expect(work()).toEqual([]);
    expect(staging.batches.get(FILE.batchId)?.place).toBe(place);
  });

  it("does not put it there again, also when it was taken away", async () => {
    await drop();
    rmSync(join(target(), FILE.fileName));
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(lying()).toEqual([]);
  });

  it.each(["still there", "taken away"])("knows that it was renamed when the answer was lost: %s", async (fate) => {
    server.faults.rename = "done_but_silent";
    await expect(drop()).rejects.toThrow();
    server.faults.rename = null;
    if (fate === "taken away") rmSync(join(target(), FILE.fileName));
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(lying()).toHaveLength(fate === "taken away" ? 0 : 1);
  });

  it.each(["silent", "refused"] as const)("puts it there once when the rename did not happen: %s", async (fault) => {
    server.faults.rename = fault;
    await expect(drop()).rejects.toThrow();
    expect(lying()).toEqual([]);
    server.faults.rename = null;
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(lying()).toEqual([FILE.fileName]);
  });

  it("asks a person when its work folder was emptied meanwhile", async () => {
    server.faults.rename = "silent";
    await expect(drop()).rejects.toThrow();
    server.faults.rename = null;
    rmSync(join(target(), ".docketpay"), { recursive: true });
    await expect(drop()).rejects.toThrow(/nobody can tell/);
  });

  it("never replaces another's file of the same name", async () => {
    writeFileSync(join(target(), FILE.fileName), "of somebody else");
    await expect(drop()).rejects.toThrow(/Move it away/);
    expect(readFileSync(join(target(), FILE.fileName), "utf8")).toBe("of somebody else");
  });

  it("waits for a server that is away", async () => {
    await server.close();
    await expect(drop()).rejects.toThrow();
    expect(staging.batches.size).toBe(0);
  });
});

describe("its check", () => {
  it("finds nothing wrong with a server that works", async () => {
    expect(await open().check()).toBeNull();
    expect(lying()).toEqual([]);
  });

  it("says in words what is wrong", async () => {
    expect(await open({ folder: "/nowhere" }).check()).toMatch(/is not on 127\.0\.0\.1/);
    expect(await open({ password: "wrong" }).check()).toMatch(/does not work/);
    expect(await open({ hostKey: "SHA256:AAAA" }).check()).toMatch(
      /shows the key SHA256:.*not the one in the settings/,
    );
  });
});
