import { checkReadiness } from "@/lib/http/readiness";

/** 200 when this process can serve and charge, else 503; each check says in words what is wrong. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness();
  return Response.json(readiness, {
    status: readiness.status === "ready" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
