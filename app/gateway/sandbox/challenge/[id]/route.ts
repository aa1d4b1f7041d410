import { CHALLENGE_CHANNEL } from "@/lib/gateways/hosted-fields-protocol";
import { answerSandboxChallenge, findSandboxChallenge } from "@/lib/gateways/sandbox-console";
import { type FrameSettings, framePage, readTheme } from "../../../_page/html";
import { CHALLENGE_STYLES } from "../../_page/styles";
import { readLocale, sandboxTexts } from "../../_page/texts";
import { challengeBody, challengeEndBody } from "./challenge-html";

type Context = { params: Promise<{ id: string }> };

// Only a page of this origin is told, whoever frames us.
const TELL_PAGE = `if(window.parent!==window)window.parent.postMessage({channel:"${CHALLENGE_CHANNEL}",type:"challenge-done"},location.origin)`;
const POLICY = ["form-action 'self'"];

/** The bank's question (3-D Secure), to be framed by a payment page: `?locale=&theme=&embedded=` as for the fields. */
export async function GET(request: Request, context: Context): Promise<Response> {
  const { id } = await context.params;
  const { locale, settings } = readSettings(request);
  const texts = sandboxTexts(locale);
  const challenge = await findSandboxChallenge(id);
  if (challenge === null) return new Response("Not found", { status: 404, headers: { "Cache-Control": "no-store" } });
  if (!challenge.isOpen) return endPage(settings, texts.challengeTitle, challengeEndBody(texts.challengeClosed, texts));
  const body = challengeBody(challenge, texts, locale);
  return framePage({ settings, title: texts.challengeTitle, styles: CHALLENGE_STYLES, body, policy: POLICY });
}

/** The payer's answer: the form field `answer` is `approve` or `reject`. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { id } = await context.params;
  const { locale, settings } = readSettings(request);
  const texts = sandboxTexts(locale);
  const answer = (await request.formData()).get("answer");
  if (answer !== "approve" && answer !== "reject") return new Response("Answer approve or reject.", { status: 422 });
  const wasOpen = await answerSandboxChallenge(id, answer === "approve");
  return endPage(
    settings,
    texts.challengeTitle,
    challengeEndBody(wasOpen ? texts.challengeDone : texts.challengeClosed, texts),
  );
}

function endPage(settings: FrameSettings, title: string, body: string): Response {
  return framePage({ settings, title, styles: CHALLENGE_STYLES, body, inlineScript: TELL_PAGE, policy: POLICY });
}

function readSettings(request: Request) {
  const query = new URL(request.url).searchParams;
  const locale = readLocale(query.get("locale"));
  const settings: FrameSettings = {
    locale,
    theme: readTheme(query.get("theme")),
    isEmbedded: query.get("embedded") === "1",
  };
  return { locale, settings };
}
