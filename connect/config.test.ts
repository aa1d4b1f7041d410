import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSettings } from "./config";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "docketpay-config-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEY = `dpc_con_abc_${"s".repeat(43)}`;
const GOOD = {
  portal: "https://pay.example.com",
  key: KEY,
  system: "threeE",
  database: { kind: "sqlServer", server: "sql01", database: "te_3e_prod", user: "docketpay", password: "secret" },
  drop: { kind: "folder", folder: "files" },
};

function read(settings: unknown, variables: Record<string, string> = {}) {
  const file = join(folder, "connect.json");
  writeFileSync(file, typeof settings === "string" ? settings : JSON.stringify(settings));
  return readSettings(file, (name) => variables[name] ?? "");
}

function problemsOf(settings: unknown): string[] {
  try {
    read(settings);
    return [];
  } catch (error) {
    return String((error as Error).message)
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}

describe("the settings of a service", () => {
  it("are read whole: paths from their own folder, TLS on, the port left to the driver", () => {
    expect(read(GOOD)).toEqual({
      ...GOOD,
      stateFolder: join(folder, "state"),
      database: { ...GOOD.database, encrypt: true, trustServerCertificate: false },
      drop: { kind: "folder", folder: join(folder, "files"), workFolder: undefined },
    });
  });

  it("take secrets from files and from the environment, which counts before the file", () => {
    writeFileSync(join(folder, "key.txt"), `${KEY}\n`);
    const { password, ...database } = GOOD.database;
    const settings = { ...GOOD, key: { file: "key.txt" }, database };
    expect(read(settings, { DATABASE_PASSWORD: "from outside" })).toMatchObject({
      key: KEY,
      database: { password: "from outside" },
    });
    expect(read(GOOD, { DATABASE_PASSWORD: "from outside" })).toMatchObject({ database: { password: "from outside" } });
    expect(password).toBe("secret");
    expect(problemsOf({ ...settings, key: { file: "gone.txt" } })).toEqual([
      `key: The file ${join(folder, "gone.txt")} cannot be read.`,
      "database.password: It is missing.",
    ]);
  });

  it("are refused with one list of all that is wrong", () => {
    const wrong = {
      ...GOOD,
      system: "elite",
      databse: {},
      database: { kind: "sqlServer", server: "", database: "x" },
      drop: { kind: "ftp" },
    };
    expect(problemsOf(wrong)).toEqual([
      "system: Write one of: enterprise, threeE, prolaw, aderant.",
      "database.server: It is missing.",
      "database.user: It is missing.",
      'drop.kind: Write "kind": "folder", "sftp" or "soap".',
      "databse: There is no such setting. Check its spelling.",
    ]);
  });

  it.each([
    ["http://pay.example.com", /must begin with https:/],
    ["http://127.0.0.1.example.com", /must begin with https:/],
    ["http://localhost@pay.example.com", /without user/],
    ["ftp://pay.example.com", /must begin with https:/],
    ["pay.example.com", /is no address/],
    ["https://pay.example.com/?a=b", /without user, question mark/],
  ])("refuse the portal address %s", (portal, words) => {
    expect(problemsOf({ ...GOOD, portal })).toEqual([expect.stringMatching(words)]);
  });

  it.each(["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000", "https://pay.example.com/portal/"])(
    "take the portal address %s",
    (portal) => {
      expect(read({ ...GOOD, portal }).portal).toBe(portal);
    },
  );

  it("say of a key that was cut", () => {
    expect(problemsOf({ ...GOOD, key: KEY.slice(0, -1) })).toEqual([expect.stringContaining("not whole")]);
  });

  it("say of a file that is no JSON, and of one that is not there", () => {
    expect(problemsOf("{")).toEqual([expect.stringContaining("It is no JSON")]);
    expect(() => readSettings(join(folder, "gone.json"), () => "")).toThrow("There is no such file");
  });
});
