import { getTranslations } from "next-intl/server";
import type { ReportName } from "@/lib/reports/model";

/** "Declines", or as somebody called their view. */
export async function nameReport({ builtIn, viewName }: ReportName): Promise<string> {
  if (builtIn === null) return viewName;
  const t = await getTranslations("payments.report");
  return t.has(builtIn as never) ? t(builtIn as never) : builtIn;
}
