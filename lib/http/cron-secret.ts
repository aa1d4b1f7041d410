import { env } from "@/lib/platform/env";
import { secretsEqual } from "@/lib/platform/secrets";

/** True for `Authorization: Bearer <CRON_SECRET>`, compared in constant time in every environment. */
export function holdsCronSecret(request: Request): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return given !== undefined && secretsEqual(given, env().CRON_SECRET);
}
