import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { readConnectionKey } from "@/lib/connections/rules";
import { MATTER_SYSTEMS } from "@/lib/matter-systems/model";
import { DropSettings, placeOfDrop, Secret, text } from "./drop-settings";
import type { DropPlace } from "./drops/open-drop";
import { problemOfPortalUrl } from "./portal-address";

const SqlServer = z.strictObject({
  kind: z.literal("sqlServer"),
  server: text,
  port: z.int().min(1).max(65_535).optional(),
  instance: text.optional(),
  database: text,
  user: text,
  password: Secret.optional(),
  domain: text.optional(),
  encrypt: z.boolean().default(true),
  trustServerCertificate: z.boolean().default(false),
});

/** The demo's matter systems, which lie in PostgreSQL. */
const Demo = z.strictObject({ kind: z.literal("demo"), databaseUrl: text.optional(), schema: text });

const ConnectFile = z.strictObject({
  portal: text,
  key: Secret.optional(),
  system: z.enum(MATTER_SYSTEMS, `Write one of: ${MATTER_SYSTEMS.join(", ")}.`),
  stateFolder: text.default("state"),
  database: z.discriminatedUnion("kind", [SqlServer, Demo], 'Write "kind": "sqlServer".'),
  drop: DropSettings,
});

type FileSettings = z.infer<typeof ConnectFile>;
type SqlServerPart = Omit<z.infer<typeof SqlServer>, "password"> & { password: string };
type DemoPart = z.infer<typeof Demo> & { databaseUrl: string };

/** The settings of a service, whole: paths are absolute, secrets are read. */
export type ConnectSettings = Omit<FileSettings, "key" | "database" | "drop"> & {
  key: string;
  drop: DropPlace;
  database: SqlServerPart | DemoPart;
};

/** Reads a variable of the environment by its name without DOCKETPAY_CONNECT_; empty when it is not set. */
export type ReadVariable = (name: string) => string;

/** All that is wrong with the settings, one line each. */
export class SettingsError extends Error {
  constructor(file: string, problems: readonly string[]) {
    super(`The settings in ${file} cannot be used:\n${problems.map((line) => `  ${line}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

/**
 * Reads the settings of a service: a JSON file, in which paths count from its own folder, with secrets from it, from files, or from
 * the environment (KEY, DATABASE_PASSWORD, DATABASE_URL).
 * @throws SettingsError
 */
export function readSettings(file: string, variable: ReadVariable): ConnectSettings {
  const json = readJson(file);
  const parsed = ConnectFile.safeParse(json);
  if (!parsed.success) throw new SettingsError(file, parsed.error.issues.map(lineOf));
  const problems: string[] = [];
  const folder = dirname(resolve(file));
  const read = (name: string, given: string | { file: string } | undefined, from: string): string =>
    readSecret({ name, given, fromEnvironment: from && variable(from), folder }, problems);
  const { database, ...rest } = parsed.data;
  const settings: ConnectSettings = {
    ...rest,
    key: read("key", rest.key, "KEY"),
    stateFolder: resolve(folder, rest.stateFolder),
    drop: placeOfDrop(rest.drop, folder, (name, secret) => read(name, secret, "")),
    database:
      database.kind === "sqlServer"
        ? { ...database, password: read("database.password", database.password, "DATABASE_PASSWORD") }
        : { ...database, databaseUrl: read("database.databaseUrl", database.databaseUrl, "DATABASE_URL") },
  };
  const portalProblem = problemOfPortalUrl(settings.portal);
  if (portalProblem) problems.push(`portal: ${portalProblem}`);
  if (settings.key && !readConnectionKey(settings.key))
    problems.push('key: It is not whole. It begins with "dpc_con_"; copy it again from Connect settings.');
  if (problems.length > 0) throw new SettingsError(file, problems);
  return settings;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new SettingsError(file, [`It is no JSON: ${error.message}. Compare it with docs/connect.md.`]);
    throw new SettingsError(file, ["There is no such file, or it may not be read. docs/connect.md shows one."]);
  }
}

function lineOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return `${place ? `${place}.` : ""}${issue.keys.join(", ")}: There is no such setting. Check its spelling.`;
  return `${place || "the file"}: ${issue.message}`;
}

type SecretSource = {
  name: string;
  given: string | { file: string } | undefined;
  fromEnvironment: string;
  folder: string;
};

function readSecret({ name, given, fromEnvironment, folder }: SecretSource, problems: string[]): string {
  if (fromEnvironment) return fromEnvironment;
  if (typeof given === "string") return given;
  if (!given) {
    problems.push(`${name}: It is missing.`);
    return "";
  }
  try {
    return readFileSync(resolve(folder, given.file), "utf8").trim();
  } catch {
    problems.push(`${name}: The file ${resolve(folder, given.file)} cannot be read.`);
    return "";
  }
}
