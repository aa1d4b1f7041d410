import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeliveryOutcome } from "@/lib/matter-systems/model";
import { MemoryStaging, makePostingFile } from "@/tests/support/memory-staging";
import type { Journal as JournalOfDrop } from "./journal";

type Step = "giveName" | "writeNewFile" | "replaceFile" | "syncFolder";
/** Stands around the steps that touch the disk; what is given runs the real one. */
const steps = vi.hoisted(() => ({
  around: (_step: string, _path: string, run: () => Promise<void>): Promise<void> => run(),
}));

vi.mock("./durable-files", async (importOriginal) => {
  const real = await importOriginal<typeof import("./durable-files")>();
  return {
    ...real,
    giveName: (path: string, name: string) => steps.around("giveName", path, () => real.giveName(path, name)),
    writeNewFile: (path: string, bytes: Uint8Array) =>
      steps.around("writeNewFile", path, () => real.writeNewFile(path, bytes)),
    replaceFile: (path: string, bytes: Uint8Array) =>
      steps.around("replaceFile", path, () => real.replaceFile(path, bytes)),
    syncFolder: (path: string) => steps.around("syncFolder", path, () => real.syncFolder(path)),
  };
});

// Test files share modules: one that was read before for another would not meet the double.
vi.resetModules();
const { folderDrop } = await import("./folder");
const { Journal } = await import("./journal");

let root: string;
let target: string;
let journal: JournalOfDrop;
let staging: MemoryStaging;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "docketpay-drop-"));
  target = join(root, "in");
  mkdirSync(target);
  journal = new Journal(join(root, "journal"));
  staging = new MemoryStaging();
});

afterEach(() => {
  recover();
  rmSync(root, { recursive: true, force: true });
});

const FILE = makePostingFile(1);
const drop = (file = FILE) => folderDrop({ folder: target }, journal).drop(file, staging);
const lying = () => readdirSync(target).filter((name) => !name.startsWith("."));
const take = () => renameSync(join(target, FILE.fileName), join(root, "taken"));

/** The step fails as if the process had died there: what it was to do is not done, or (`after`) is done and nobody was told. */
function dieAt(step: Step, after: boolean, nth = 1): void {
  let calls = 0;
  steps.around = async (name, _path, run) => {
    if (name === step) calls += 1;
    if (name !== step || calls !== nth) return run();
    if (after) await run();
    throw new Error("died");
  };
}

function failWith(step: Step, code: string): void {
  steps.around = (name, _path, run) =>
    name === step ? Promise.reject(Object.assign(new Error(code), { code })) : run();
}

function recover(): void {
  steps.around = (_step, _path, run) => run();
}

describe("a folder drop", () => {
  it("puts the file there whole, says where, and leaves nothing else behind", async () => {
    const place = join(target, FILE.fileName);
    expect(await drop()).toEqual({ kind: "delivered", isRepeat: false, place });
    expect(readFileSync(place, "utf8")).toBe(FILE.content);
    expect(readdirSync(join(target, ".docketpay"))).toEqual([]);
    expect(staging.batches.get(FILE.batchId)?.place).toBe(place);
  });

  it.each(["utf8", "latin1", "utf16le"] as const)("writes %s", async (encoding) => {
    const file = makePostingFile(2, { content: "Núñez;1,25\r\n", encoding });
    await drop(file);
    expect(readFileSync(join(target, file.fileName))).toEqual(Buffer.from(file.content, encoding));
  });

  it("does not put it there again, whether it still lies there or was taken away", async () => {
    await drop();
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    take();
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(lying()).toEqual([]);
  });

  it("does the work once when it is asked twice at the same time", async () => {
    const outcomes = await Promise.all([drop(), drop(), drop()]);
    expect(outcomes.filter((outcome) => outcome.kind === "delivered" && !outcome.isRepeat)).toHaveLength(1);
  });

  it("refuses a damaged file, a strange name, and another content for a batch it knows", async () => {
    expect(await drop({ ...FILE, sha256: "0".repeat(64) })).toMatchObject({ kind: "refused" });
    expect(await drop({ ...FILE, fileName: "../up.csv" })).toMatchObject({ kind: "refused" });
    await drop();
    expect(await drop({ ...makePostingFile(3), batchId: FILE.batchId })).toMatchObject({ kind: "refused" });
    expect(lying()).toEqual([FILE.fileName]);
  });

  it("never replaces another's file of the same name, and delivers once that is moved away", async () => {
    writeFileSync(join(target, FILE.fileName), "of somebody else");
    await expect(drop()).rejects.toThrow(/already in/);
    expect(readFileSync(join(target, FILE.fileName), "utf8")).toBe("of somebody else");
    take();
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(readFileSync(join(target, FILE.fileName), "utf8")).toBe(FILE.content);
  });
});

describe("after an interruption", () => {
  it("puts the file there when it died before", async () => {
    dieAt("giveName", false);
    await expect(drop()).rejects.toThrow("died");
    recover();
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(lying()).toEqual([FILE.fileName]);
  });

  it.each(["still there", "renamed by the reader", "deleted by the reader"])(
    "knows that it died after putting it there: %s",
    async (fate) => {
      dieAt("giveName", true);
      await expect(drop()).rejects.toThrow("died");
      recover();
      if (fate === "renamed by the reader") take();
      if (fate === "deleted by the reader") rmSync(join(target, FILE.fileName));
      expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
      expect(lying()).toEqual(fate === "still there" ? [FILE.fileName] : []);
    },
  );

  it.each(["giveName", "writeNewFile", "replaceFile", "syncFolder"] as const)(
    "is right wherever %s failed, before or after its work, with a reader that takes the file at once",
    async (step) => {
      for (const after of [false, true]) {
        for (const nth of [1, 2, 3]) {
          const file = makePostingFile(nth * 10 + Number(after));
          dieAt(step, after, nth);
          let taken = 0;
          let last: DeliveryOutcome | null = null;
          for (let times = 0; times < 4; times += 1) {
            last = await drop(file).catch(() => null);
            taken += lying().length;
            for (const name of lying()) rmSync(join(target, name));
          }
          recover();
          expect({ taken, last: last?.kind }).toEqual({ taken: 1, last: "delivered" });
        }
      }
    },
  );

  it("asks a person when its work file is gone, and does what that person found", async () => {
    dieAt("giveName", false);
    await expect(drop()).rejects.toThrow("died");
    recover();
    rmSync(join(target, ".docketpay"), { recursive: true });
    await expect(drop()).rejects.toThrow(/nobody can tell/);
    await journal.settle(FILE.batchId, "again");
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
  });

  it("asks a person when its journal is lost, unless the table or the folder tells", async () => {
    dieAt("giveName", false);
    await expect(drop()).rejects.toThrow("died");
    recover();
    rmSync(journal.folder, { recursive: true });
    await expect(drop()).rejects.toThrow(/journal/);
    await journal.settle(FILE.batchId, "delivered");
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(lying()).toEqual([]);

    const second = makePostingFile(4);
    await drop(second);
    rmSync(journal.folder, { recursive: true });
    expect(await drop(second)).toMatchObject({ kind: "delivered", isRepeat: true });

    const third = makePostingFile(5);
    staging.batches.set(third.batchId, { sha256: third.sha256, place: null });
    writeFileSync(join(target, third.fileName), third.content);
    expect(await drop(third)).toMatchObject({ kind: "delivered", isRepeat: true });
  });

  it("waits when a file of the journal is damaged", async () => {
    await drop();
    writeFileSync(join(journal.folder, `${FILE.batchId}.json`), "{");
    await expect(drop()).rejects.toThrow(/cannot be read/);
  });
});

describe("the order of writing", () => {
  it("is file, folder, journal, name, folder, journal", async () => {
    const order: string[] = [];
    steps.around = (step, path, run) => {
      order.push(`${step} ${path.replace(root, "")}`);
      return run();
    };
    await drop();
    const entry = `replaceFile /journal/${FILE.batchId}.json`;
    const part = `/in/.docketpay/${FILE.batchId}.part`;
    expect(order).toEqual([entry, `writeNewFile ${part}`, entry, `giveName ${part}`, "syncFolder /in", entry]);
  });
});

describe("its check", () => {
  const check = (folder: string, workFolder?: string) => folderDrop({ folder, workFolder }, journal).check();

  it("finds nothing wrong with a folder that works, and leaves nothing in it", async () => {
    expect(await check(target)).toBeNull();
    expect(lying()).toEqual([]);
    expect(readdirSync(join(target, ".docketpay"))).toEqual([]);
  });

  it("says in words what is wrong", async () => {
    expect(await check(join(root, "nowhere"))).toMatch(/is not there/);
    writeFileSync(join(root, "a-file"), "");
    expect(await check(join(root, "a-file"))).toMatch(/beneath a file/);
    symlinkSync("/dev/shm", join(root, "elsewhere"));
    expect(await check(target, join(root, "elsewhere"))).toMatch(/another volume|keeps no/);
    failWith("writeNewFile", "ENOSPC");
    expect(await check(target)).toMatch(/is full/);
    failWith("writeNewFile", "EACCES");
    expect(await check(target)).toMatch(/may not write/);
  });
});
