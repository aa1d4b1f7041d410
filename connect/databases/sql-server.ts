import sql from "mssql";
import type { CallParams, ProcedureCaller, Row } from "./call";
import type { Procedure, SqlScript, SqlType } from "./procedures";

export type SqlServerSettings = {
  /** Name or address of the server. */
  server: string;
  /** 1433 unless told; of no meaning with `instance`. */
  port?: number;
  /** A named instance, found through the SQL Server Browser. */
  instance?: string;
  database: string;
  user: string;
  password: string;
  /** Of the Windows domain, for a login by NTLM. */
  domain?: string;
  /** TLS to the server; on unless told. */
  encrypt?: boolean;
  /** Takes a certificate that nobody vouches for, as a SQL Server makes for itself. */
  trustServerCertificate?: boolean;
  connectTimeoutMs?: number;
  callTimeoutMs?: number;
};

const CONNECT_MS = 10_000;
const CALL_MS = 14_000;
const MOST_CONNECTIONS = 4;
const IDLE_MS = 60_000;

/**
 * Calls the procedures of a script on SQL Server, or whatever else speaks TDS: as remote procedure calls with typed values, never as
 * SQL text, so that a login with no right but EXECUTE is enough. Connects on the first call, and again after an outage.
 */
export function openSqlServer(settings: SqlServerSettings, script: SqlScript): ProcedureCaller {
  let opening: Promise<sql.ConnectionPool> | null = null;
  const open = (): Promise<sql.ConnectionPool> => {
    opening ??= new sql.ConnectionPool(configOf(settings)).connect().then(
      (pool) => pool.on("error", () => undefined),
      (error: unknown) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  };
  return {
    async call(name, params) {
      const procedure = script.procedures.get(name);
      if (!procedure) throw new Error(`The script has no procedure ${name}.`);
      const request = (await open()).request();
      addInputs(request, procedure, params);
      const { recordset } = await request.execute<Row>(`dbo.${name}`);
      return recordset ?? [];
    },
    async close() {
      const pool = await opening?.catch(() => null);
      opening = null;
      await pool?.close();
    },
  };
}

function configOf(settings: SqlServerSettings): sql.config & { validateConnection: "socket" } {
  const { server, port, instance, database, user, password, domain, encrypt, trustServerCertificate } = settings;
  return {
    server,
    ...(instance ? {} : { port: port ?? 1433 }),
    database,
    user,
    password,
    ...(domain ? { domain } : {}),
    connectionTimeout: settings.connectTimeoutMs ?? CONNECT_MS,
    requestTimeout: settings.callTimeoutMs ?? CALL_MS,
    pool: { max: MOST_CONNECTIONS, min: 0, idleTimeoutMillis: IDLE_MS },
    // By the socket, since asking "SELECT 1" before each call would be SQL text and a round trip.
    validateConnection: "socket",
    options: {
      encrypt: encrypt ?? true,
      trustServerCertificate: trustServerCertificate ?? false,
      appName: "Docketpay Connect",
      ...(instance ? { instanceName: instance } : {}),
    },
  };
}

function addInputs(request: sql.Request, { name, params }: Procedure, values: CallParams): void {
  const unknown = Object.keys(values).find((given) => !params.some((param) => param.name === given));
  if (unknown) throw new Error(`${name} has no parameter ${unknown}.`);
  for (const param of params) request.input(param.name, typeOf(param.type), values[param.name] ?? null);
}

function typeOf(type: SqlType): sql.ISqlType | (() => sql.ISqlType) {
  if (type.name === "nvarchar") return sql.NVarChar(type.length);
  if (type.name === "int") return sql.Int;
  return type.name === "bigint" ? sql.BigInt : sql.Date;
}
