import type { SandboxChallenge } from "@/lib/gateways/sandbox-desk";
import { formatMoney } from "@/lib/money/format-money";
import { escapeHtml } from "../../../_page/html";
import type { SandboxLocale, SandboxTexts } from "../../_page/texts";

export function challengeBody(challenge: SandboxChallenge, texts: SandboxTexts, locale: SandboxLocale): string {
  const amount = formatMoney(challenge.amountCents, challenge.currency, locale);
  return `<div class="page"><h1>${escapeHtml(texts.challengeTitle)}</h1><p>${escapeHtml(texts.challengeLead)}</p>
<dl><dt>${escapeHtml(texts.challengeTo)}</dt><dd>${escapeHtml(challenge.accountName)}, ${escapeHtml(amount)}</dd>
<dt>${escapeHtml(texts.challengeCard)}</dt><dd>${escapeHtml(challenge.last4)}</dd></dl>
<form method="post"><button class="primary" name="answer" value="approve">${escapeHtml(texts.approve)}</button>
<button name="answer" value="reject">${escapeHtml(texts.reject)}</button></form><p class="mute">${escapeHtml(texts.challengeTest)}</p></div>`;
}

export function challengeEndBody(sentence: string, texts: SandboxTexts): string {
  return `<div class="page"><h1>${escapeHtml(sentence)}</h1><p>${escapeHtml(texts.challengeReturn)}</p></div>`;
}
