import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readInstance, takeStateFolder } from "./state-folder";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "docketpay-state-")), "state");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

describe("the state folder of a service", () => {
  it("names the installation, the same after a restart", () => {
    const first = takeStateFolder(folder);
    first.leave();
    const second = takeStateFolder(folder);
    expect(second.instance).toBe(first.instance);
    expect(second.instance).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(readInstance(folder)).toBe(first.instance);
    second.leave();
  });

  it("is one process's while that lives, and free after it was killed", async () => {
    const other = spawn("sleep", ["30"]);
    readInstance(folder);
    writeFileSync(join(folder, "in-use"), String(other.pid));
    expect(() => takeStateFolder(folder)).toThrow("Another Connect service runs with this state folder");
    const killed = new Promise((resolve) => other.on("exit", resolve));
    other.kill("SIGKILL");
    await killed;
    takeStateFolder(folder).leave();
  });

  it("is free when its lock is old, whoever has the number of its process now", () => {
    readInstance(folder);
    const lock = join(folder, "in-use");
    writeFileSync(lock, String(process.ppid));
    expect(() => takeStateFolder(folder)).toThrow("Stop it first");
    const longAgo = new Date("2026-01-01T00:00:00Z");
    utimesSync(lock, longAgo, longAgo);
    takeStateFolder(folder).leave();
  });

  it("says when its name was damaged", () => {
    readInstance(folder);
    writeFileSync(join(folder, "instance"), "");
    expect(() => readInstance(folder)).toThrow("is damaged");
  });
});
