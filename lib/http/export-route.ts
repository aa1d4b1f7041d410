import { findStaff } from "@/lib/auth/session";
import { StartExportInput } from "@/lib/exports/schemas";
import { startExport } from "@/lib/exports/start-export";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { fileResponse } from "./file-response";

/** Where exports are written and fetched, and where a refusal is told. */
const EXPORTS_PATH = "/staff/exports";
const TOLD = ["forbidden", "rate_limited", "invalid_input"];

/**
 * The handler of the form behind every Export button: a form and not a link, because an export leaves an audit row, and a GET changes
 * nothing. Answers with the file, or leads to the page where the job is seen; works without script.
 */
export function exportRoute(): (request: Request) => Promise<Response> {
  return async (request) => {
    const staff = await findStaff();
    if (!staff) return leadTo(`/sign-in?next=${encodeURIComponent(EXPORTS_PATH)}`);
    try {
      await takeFromLimit("export", staff.userId);
      const input = StartExportInput.safeParse(Object.fromEntries(await request.formData()));
      if (!input.success) throw new AppError("invalid_input", { reason: "query_invalid", cause: input.error });
      const started = await startExport(staff.ctx, input.data, staff.locale);
      if (started.kind === "job") return leadTo(EXPORTS_PATH);
      const { content, fileName, contentType } = started;
      const bytes = content.reduce((sum, part) => sum + part.length, 0);
      return fileResponse(new Blob(content).stream(), { fileName, contentType, bytes });
    } catch (error) {
      const code = error instanceof AppError ? error.code : "internal";
      if (!TOLD.includes(code)) log().error({ err: error }, "export failed");
      return leadTo(`${EXPORTS_PATH}?problem=${TOLD.includes(code) ? code : "internal"}`);
    }
  };
}

/** 303: the answer to a form is another page. Relative, so that it holds on every name the program is reached by. */
function leadTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}
