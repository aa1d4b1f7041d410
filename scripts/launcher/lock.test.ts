import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findHolder, tryLock, unlock, withLock } from "./lock.mjs";

const MODULE = fileURLToPath(new URL("./lock.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "docketpay-lock-"));
let path = "";
let count = 0;

/** Another program that takes the lock, prints whether it got it, and waits. */
async function takeElsewhere() {
  const code = `const { tryLock } = await import(${JSON.stringify(MODULE)});
    console.log(tryLock(${JSON.stringify(path)}, { port: 3000 })); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [answer] = await once(child.stdout, "data");
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { got: String(answer).trim() === "true", pid: child.pid, kill };
}

describe("a lock", () => {
  beforeEach(() => {
    path = join(folder, `lock-${count++}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has one living holder, who is named", async () => {
    const other = await takeElsewhere();
    expect(other.got).toBe(true);
    expect(tryLock(path)).toBe(false);
    expect(findHolder(path)).toMatchObject({ pid: other.pid, port: 3000 });
    unlock(path);
    expect(existsSync(path)).toBe(true);
    await other.kill();
  });

  it("passes to the next when its holder was killed", async () => {
    const other = await takeElsewhere();
    await other.kill();
    expect(findHolder(path)).toBeNull();
    expect(tryLock(path)).toBe(true);
    unlock(path);
    expect(existsSync(path)).toBe(false);
  });

  it("passes to the next when another process has the dead holder's number", () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, mark: "a time before this process began" }));
    expect(findHolder(path)).toBeNull();
    expect(tryLock(path)).toBe(true);
    unlock(path);
  });

  it("lets work through one after the other, and is free after a failure", async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(path, work("one")), withLock(path, work("two"))]);
    expect(order.map((entry) => entry.split(" ")[1])).toEqual(["begins", "ends", "begins", "ends"]);
    await expect(withLock(path, () => Promise.reject(new Error("planted")))).rejects.toThrow("planted");
    expect(existsSync(path)).toBe(false);
  });
});
