import { type IncomingHttpHeaders, request } from "node:http";
import { inject } from "vitest";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
export type Question = { method?: string; headers?: Record<string, string>; body?: string; origin?: string };

/** Asks by plain HTTP, with exactly this path and these headers: no redirect is followed, nothing is tidied. */
export function ask(path: string, { method = "GET", headers = {}, body, origin }: Question = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin ?? inject("appUrl"));
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false, timeout: 30_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${method} ${path} was not answered within 30 seconds.`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Signs in by the plain form, as a browser without scripts does, and answers the session's cookie. */
export async function signInByPost(email: string, password: string, origin = inject("appUrl")): Promise<string> {
  const page = await ask("/sign-in", { origin });
  const fields = [...page.body.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const form = new FormData();
  for (const [, name = "", value = ""] of fields) form.set(name, value.replaceAll("&quot;", '"'));
  form.set("email", email);
  form.set("password", password);
  const response = await fetch(`${origin}/sign-in`, {
    method: "POST",
    headers: { origin },
    body: form,
    redirect: "manual",
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`Signing in as ${email} answered ${response.status} and no cookie.`);
  return cookie;
}
