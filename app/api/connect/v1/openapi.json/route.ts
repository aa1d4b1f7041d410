import { describeConnectLine } from "@/lib/api/describe-connect-line";
import { refuseMethods } from "@/lib/http/api-route";
import { requestOrigin } from "@/lib/http/request-origin";

/** The description of the line. Open to everyone: it holds nothing of a firm. */
export function GET(request: Request): Response {
  return Response.json(describeConnectLine(requestOrigin(request.headers)), {
    headers: { "Cache-Control": "no-store" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseMethods("GET");
