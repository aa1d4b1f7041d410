import pino, { type Logger } from "pino";
import { env } from "./env";
import { hideValues } from "./hide-values";

const holder = globalThis as typeof globalThis & { docketpayLog?: Logger };

/** JSON lines on standard output. Names of fields that may hold secrets are removed whatever a caller passes. */
export function log(): Logger {
  holder.docketpayLog ??= pino({
    level: env().LOG_LEVEL,
    serializers: { err: (error: unknown) => pino.stdSerializers.err(hideValues(error) as Error) },
    redact: {
      paths: [
        "*.password",
        "*.token",
        "*.methodToken",
        "*.authorization",
        "*.cookie",
        "password",
        "token",
        "methodToken",
        "authorization",
        "cookie",
      ],
      remove: true,
    },
  });
  return holder.docketpayLog;
}
