import { get } from "node:http";

/** The error that says that somebody else listens where the app was to. */
export const PORT_TAKEN = "PORT_TAKEN";

/**
 * Waits until this very app answers, told apart by the id it was started with: of two that begin on one port at once only one may have it,
 * and its answer says nothing about the other.
 * @param {{url: string, startId: string, withinMs: number, child: {exited: Promise<number>}}} options
 * @throws Error when the app ended or did not answer in time; its `code` is PORT_TAKEN when another program answered instead
 */
export async function waitUntilHealthy({ url, startId, withinMs, child }) {
  const deadline = Date.now() + withinMs;
  let exitCode = null;
  let isTaken = false;
  void child.exited.then((code) => (exitCode = code));
  while (Date.now() < deadline) {
    const answer = await ask(`${url}/api/health`);
    if (answer === startId) return;
    isTaken = answer !== null;
    if (exitCode !== null)
      throw isTaken ? portTaken(url) : new Error(`The app did not start (it ended with code ${exitCode}).`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw isTaken
    ? portTaken(url)
    : new Error(`The app did not answer ${url}/api/health within ${withinMs / 1000} seconds.`);
}

function portTaken(url) {
  const error = new Error(`Port ${new URL(url).port} is taken by another program, which was faster.`);
  return Object.assign(error, { code: PORT_TAKEN });
}

/** The id of whoever answers; "" for an answer without one, null for none. One connection per question: a kept-alive one would hold up the app's end. */
function ask(url) {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 30_000 }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (body += part));
      response.on("end", () => resolve(startIdIn(body)));
      response.on("error", () => resolve(null));
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(null));
  });
}

function startIdIn(body) {
  try {
    return String(JSON.parse(body).start ?? "");
  } catch {
    return "";
  }
}
