import NextAuth from "next-auth";
import { authOptions } from "./options";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own routes. Settings are read on the first request, not at build. */
export async function authRoute(request: Request, context: RouteContext): Promise<Response> {
  const handler = NextAuth(authOptions()) as (request: Request, context: RouteContext) => Promise<Response>;
  return handler(request, context);
}
