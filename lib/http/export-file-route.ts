import { findStaff } from "@/lib/auth/session";
import { readExportFile } from "@/lib/exports/read-export-file";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { fileResponse } from "./file-response";

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

/** The handler of a finished export: its owner's file, as fast as they take it. Changes nothing. */
export function exportFileRoute(): Handler {
  return async (_request, { params }) => {
    const staff = await findStaff();
    if (!staff) return new Response(null, { status: 303, headers: { Location: "/sign-in?next=/staff/exports" } });
    try {
      const { parts, ...file } = await readExportFile(staff.ctx, (await params).id);
      return fileResponse(streamOf(parts), file);
    } catch (error) {
      if (!(error instanceof AppError)) log().error({ err: error }, "export file failed");
      const status = error instanceof AppError && error.code === "not_found" ? 404 : 403;
      return new Response(null, { status: error instanceof AppError ? status : 500 });
    }
  };
}

function streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}
