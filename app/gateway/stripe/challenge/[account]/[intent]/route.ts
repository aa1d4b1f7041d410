import { CHALLENGE_CHANNEL } from "@/lib/gateways/hosted-fields-protocol";
import { findStripeChallenge, stripeHosts } from "@/lib/gateways/stripe-console";
import { callerAddress } from "@/lib/http/peer-address";
import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { escapeHtml, type FrameSettings, framePage, readTheme } from "../../../../_page/html";
import { CHALLENGE_STYLES } from "../../../_page/styles";
import { readLocale, type StripeTexts, stripeTexts } from "../../../_page/texts";

type Context = { params: Promise<{ account: string; intent: string }> };

// Only a page of this origin is told, whoever frames us.
const TELL_PAGE = `if(window.parent!==window)window.parent.postMessage({channel:"${CHALLENGE_CHANNEL}",type:"challenge-done"},location.origin)`;

/**
 * The bank's question (3-D Secure), to be framed by a payment page: `?locale=&theme=&embedded=` as for the fields. Stripe's script asks
 * it; the secret that it needs is read from Stripe for this answer alone and stored nowhere.
 */
export async function GET(request: Request, context: Context): Promise<Response> {
  const limited = await refuseAboveLimit(request.headers);
  if (limited) return limited;
  const { account, intent } = await context.params;
  const query = new URL(request.url).searchParams;
  const locale = readLocale(query.get("locale"));
  const texts = stripeTexts(locale);
  const settings = { locale, theme: readTheme(query.get("theme")), isEmbedded: query.get("embedded") === "1" };
  const challenge = await findStripeChallenge(account, intent);
  if (challenge === null) return endPage(settings, texts);
  const hosts = stripeHosts();
  const { publishableKey: key, clientSecret: secret } = challenge;
  const data = Object.entries({ key, secret, done: texts.challengeDone, failed: texts.notLoaded })
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join("");
  return framePage({
    settings,
    title: texts.challengeTitle,
    styles: CHALLENGE_STYLES,
    body: `<div id="setup"${data}></div>${page(texts.challengeTitle, texts.challengeWaiting)}
<noscript><p>${escapeHtml(texts.noScript)}</p></noscript>`,
    scripts: [hosts.script, "/gateway/stripe/overlay.js", "/gateway/stripe/challenge.js"],
    scriptHosts: hosts.scriptHosts,
    connectHosts: hosts.connectHosts,
    policy: [`frame-src ${hosts.frameHosts}`, "form-action 'none'"],
  });
}

/** Each answer is a question to Stripe with the firm's key: nobody may cause any number of them. Null below the limit. */
async function refuseAboveLimit(headers: Headers): Promise<Response | null> {
  try {
    await takeFromLimit("token-page-address", callerAddress(headers));
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "rate_limited") throw error;
    const wait = String(error.retryAfterSeconds ?? 60);
    return new Response(null, { status: 429, headers: { "Retry-After": wait, "Cache-Control": "no-store" } });
  }
}

/** Nothing to ask (any more): the page around asks the gateway how it ended. */
function endPage(settings: FrameSettings, texts: StripeTexts): Response {
  return framePage({
    settings,
    title: texts.challengeTitle,
    styles: CHALLENGE_STYLES,
    body: page(texts.challengeClosed, texts.challengeReturn),
    inlineScript: TELL_PAGE,
    policy: ["form-action 'none'"],
  });
}

function page(title: string, sentence: string): string {
  return `<div class="page"><h1>${escapeHtml(title)}</h1><p id="sentence" role="status">${escapeHtml(sentence)}</p></div>`;
}
