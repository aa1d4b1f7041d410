/** Next calls this once per server process, before the first request. Checks the settings, watches requests, starts the worker. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next puts a constant here while it bundles, so that other runtimes carry none of what follows.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { watchRequests } = await import("@/lib/http/watch-requests");
  watchRequests();
  const { startServerParts } = await import("@/lib/jobs/start-in-process");
  startServerParts();
}
