const REPLACED = {
  "link-lock": "/lib/pay-links/internal/load.ts",
  "link-close": "/lib/pay-links/close-paid-link.ts",
  "refund-key": "/lib/refunds/refund-payment.ts",
  "refund-look-up": "/lib/refunds/reconcile-refunds.ts",
  "save-intent": "/lib/methods/save-method.ts",
  // Left out by nobody: the same, but heard.
  calls: "/lib/gateways/adapters/sandbox/gateway.ts",
  "stripe-calls": "/lib/gateways/adapters/stripe/gateway.ts",
  "drop-temp": "/connect/drops/delivery.ts",
  "drop-evidence": "/connect/drops/delivery.ts",
  "drop-hopeful": "/connect/drops/delivery.ts",
  "drop-ready": "/connect/drops/delivery.ts",
  "drop-journal": "/connect/drops/delivery.ts",
  "drop-lock": "/connect/drops/hold-lock.ts",
  "drop-rename": "/connect/drops/durable-files.ts",
  // Left out by nobody: the same, but slow, heard and at times full.
  "drop-slow": "/connect/drops/durable-files.ts",
  // In place of a line to a firm's service: a matter system that always answers.
  "matter-items": "/lib/connections/call-matter-system.ts",
};

/**
 * The file to load instead, or null. A replacement itself may load what it stands in for.
 * @param {readonly string[]} guards
 * @param {string} url
 * @param {string | undefined} parentUrl
 * @returns {string | null}
 */
export function chooseAddress(guards, url, parentUrl) {
  if (parentUrl?.includes("/tests/crash/without/")) return null;
  const path = url.split("?")[0];
  const guard = Object.keys(REPLACED).find((name) => guards.includes(name) && path.endsWith(REPLACED[name]));
  return guard === undefined ? null : new URL(`./${guard}.ts`, import.meta.url).href;
}
