import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { randomIds } from "@/lib/platform/ids";

export const SITE_KEY = "double-site-key";
export const SECRET = "double-secret";

type Mood = "judges" | "hangs" | "breaks" | "babbles";

export type RecaptchaDouble = {
  /** What `RECAPTCHA_API_BASE` is set to. */
  url: string;
  /** The forms of all questions so far. */
  asked: URLSearchParams[];
  /** An answer as the box gives it; `hostname`: the site on which it was ticked. */
  tick(hostname?: string): string;
  /** How it answers from now on: by its books, never, with an error, or with what nobody understands. */
  be(mood: Mood): void;
  stop(): Promise<void>;
};

/** A local double of reCAPTCHA v2: its script, its framed box, and its judgement. Each answer counts once, as Google's do. */
export async function startRecaptchaDouble(): Promise<RecaptchaDouble> {
  const open = new Map<string, string>();
  const used = new Set<string>();
  const asked: URLSearchParams[] = [];
  let mood: Mood = "judges";
  const tick = (hostname = "127.0.0.1") => {
    const answer = `03A-${randomIds.token()}`;
    open.set(answer, hostname);
    return answer;
  };
  const judge = (form: URLSearchParams) => {
    const answer = form.get("response") ?? "";
    const refuse = (problem: string) => ({ success: false, "error-codes": [problem] });
    if (form.get("secret") !== SECRET) return refuse("invalid-input-secret");
    const hostname = open.get(answer);
    if (hostname === undefined) return refuse(used.has(answer) ? "timeout-or-duplicate" : "invalid-input-response");
    open.delete(answer);
    used.add(answer);
    return { success: true, hostname, challenge_ts: "2026-05-04T15:00:00Z" };
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://double");
    if (pathname === "/recaptcha/api.js") return answerWith(response, "text/javascript", SCRIPT);
    if (pathname === "/recaptcha/api2/anchor") return answerWith(response, "text/html; charset=utf-8", BOX);
    if (pathname === "/recaptcha/api2/tick") return answerWith(response, "text/plain", tick());
    if (pathname !== "/recaptcha/api/siteverify" || request.method !== "POST") return response.writeHead(404).end();
    const form = new URLSearchParams(await readAll(request));
    asked.push(form);
    if (mood === "hangs") return;
    if (mood === "breaks") return response.writeHead(503).end();
    if (mood === "babbles") return answerWith(response, "text/html", "<p>Sorry</p>");
    return answerWith(response, "application/json", JSON.stringify(judge(form)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    tick,
    be: (next) => {
      mood = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerWith(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "content-type": type });
  response.end(body);
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

/** As Google's: the page gives an element, in which a frame of the other site appears. */
const SCRIPT = `(() => {
  const base = new URL(document.currentScript.src).origin;
  const frames = [];
  window.grecaptcha = {
    ready: (then) => setTimeout(then),
    render(box, options) {
      const frame = document.createElement("iframe");
      frame.title = "reCAPTCHA";
      frame.width = options.size === "compact" ? 158 : 304;
      frame.height = 78;
      frame.style.border = "0";
      frame.src = base + "/recaptcha/api2/anchor";
      addEventListener("message", (event) => {
        if (event.source === frame.contentWindow) options.callback(String(event.data));
      });
      box.append(frame);
      return frames.push(frame) - 1;
    },
    reset(widget) { frames[widget].src = frames[widget].src; },
  };
})();`;

const BOX = `<!doctype html><html lang="en"><head><title>reCAPTCHA</title></head><body style="background:#fff;color:#000">
  <main><label><input type="checkbox"> I am not a robot</label></main>
  <script>document.querySelector("input").addEventListener("change", async (event) => {
    if (event.target.checked) parent.postMessage(await (await fetch("/recaptcha/api2/tick")).text(), "*");
  });</script></body></html>`;
