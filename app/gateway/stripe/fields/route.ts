import { findPublishableKey, stripeHosts } from "@/lib/gateways/stripe-console";
import { escapeHtml, type FrameSettings, framePage, readDesk, readTheme } from "../../_page/html";
import { FIELD_STYLES } from "../_page/styles";
import { readLocale, type StripeTexts, stripeTexts } from "../_page/texts";

/**
 * `?kind=card|echeck&account=...&currency=USD&amount=125000&locale=en|fr|es&theme=...&size=desk&embedded=1`: Stripe's Payment Element, to
 * be framed by a payment page. Without an amount the method is only kept. This page may load Stripe's script; no page around it may.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const locale = readLocale(query.get("locale"));
  const texts = stripeTexts(locale);
  const hosts = stripeHosts();
  const settings = {
    locale,
    theme: readTheme(query.get("theme")),
    isDesk: readDesk(query.get("size")),
    isEmbedded: query.get("embedded") === "1",
  };
  const key = await findPublishableKey(query.get("account") ?? "");
  if (key === null) return closedPage(settings, texts);
  return framePage({
    settings,
    title: texts.title,
    styles: FIELD_STYLES,
    body: fieldsBody({ ...readPurpose(query), key, locale }, texts),
    scripts: [hosts.script, "/gateway/stripe/overlay.js", "/gateway/stripe/fields.js"],
    scriptHosts: hosts.scriptHosts,
    connectHosts: hosts.connectHosts,
    policy: [`frame-src ${hosts.frameHosts}`, "form-action 'none'"],
  });
}

type Setup = { kind: "card" | "echeck"; amount: string; currency: string; key: string; locale: string };

function readPurpose(query: URLSearchParams): Pick<Setup, "kind" | "amount" | "currency"> {
  const amount = query.get("amount") ?? "";
  const currency = query.get("currency") ?? "";
  return {
    kind: query.get("kind") === "echeck" ? "echeck" : "card",
    amount: /^[1-9]\d{0,11}$/.test(amount) ? amount : "",
    currency: /^[A-Z]{3}$/.test(currency) ? currency : "USD",
  };
}

function fieldsBody(setup: Setup, texts: StripeTexts): string {
  const { notLoaded, failed } = texts;
  const data = Object.entries({ ...setup, texts: JSON.stringify({ notLoaded, failed }) })
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join("");
  // No landmark here: the page around the frame has them.
  return `<div id="setup"${data}></div><p class="hint" id="loading">${escapeHtml(texts.loading)}</p><div id="fields"></div>
<p class="problem" id="problem" role="alert" tabindex="-1"></p><noscript><p>${escapeHtml(texts.noScript)}</p></noscript>`;
}

/** Loads nothing of Stripe's: there is no key to ask with. */
function closedPage(settings: FrameSettings, texts: StripeTexts): Response {
  return framePage({
    settings,
    title: texts.title,
    styles: FIELD_STYLES,
    body: `<p class="problem">${escapeHtml(texts.notReady)}</p>`,
    policy: ["form-action 'none'"],
    status: 404,
  });
}
