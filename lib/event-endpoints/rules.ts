import { EVENT_TYPES, type EventType, MAX_EVENT_TRIES } from "./model";

const MINUTE_MS = 60_000;
const WAITS_MS = [1, 5, 30, 120, 360, 720, 1_440, 1_440].map((minutes) => minutes * MINUTE_MS);

/** How long to wait after so many tries; null when it is given up. About three days all told. */
export function nextEventTryMs(tries: number): number | null {
  return tries >= MAX_EVENT_TRIES ? null : (WAITS_MS[tries - 1] ?? null);
}

export function isEventType(value: string): value is EventType {
  return (EVENT_TYPES as readonly string[]).includes(value);
}

export type UrlProblem = "endpoint_url_invalid" | "endpoint_url_plain" | "endpoint_url_private";

/** Whether an address may be called at all. A name that leads to a private address is found out when it is called. */
export function judgeEndpointUrl(text: string, { allowsLocal }: { allowsLocal: boolean }): UrlProblem | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    !url ||
    !["https:", "http:"].includes(url.protocol) ||
    url.username !== "" ||
    url.password !== "" ||
    url.hash !== ""
  )
    return "endpoint_url_invalid";
  if (allowsLocal) return null;
  if (url.protocol !== "https:") return "endpoint_url_plain";
  const isInside = url.hostname === "localhost" || /\.(localhost|local|internal)\.?$/.test(url.hostname);
  return isInside ? "endpoint_url_private" : null;
}

/** On a developer's machine and in the demo a program beside this one may be called, by http too. */
export function mayCallLocally({ NODE_ENV, DEV_TOOLS }: { NODE_ENV: string; DEV_TOOLS: boolean }): boolean {
  return NODE_ENV !== "production" || DEV_TOOLS;
}
