import { escapeHtml } from "../../_page/html";
import type { SandboxTexts } from "../_page/texts";

const CARD_MARK =
  '<svg viewBox="0 0 16 16" aria-hidden="true"><rect x="1.8" y="3.5" width="12.4" height="9" rx="1"/><path d="M1.8 6.3h12.4" stroke-width="2.2"/></svg>';
const ARROW = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 6.2 4 4 4-4"/></svg>';
const WARNING =
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2.2 14.4 13.300H1.600z"/><path d="M8 6.300v3.400M8 11.400v.1"/></svg>';

/** The sentences that the script may show. */
const SENTENCES = [
  "numberMissing",
  "numberNotTest",
  "expiryMissing",
  "expiryUnreadable",
  "expiryPast",
  "codeWrong",
  "zipMissing",
  "nameMissing",
  "routingMissing",
  "routingNotTest",
  "accountMissing",
  "accountNotTest",
] as const;

/** `hint` is the id of the line that describes the field, if there is one. */
type Field = {
  id: string;
  label: string;
  placeholder: string;
  attributes: string;
  describedBy?: string;
  beside?: string;
  end?: string;
};

export function fieldsBody(kind: "card" | "echeck", texts: SandboxTexts): string {
  const sentences = JSON.stringify(Object.fromEntries(SENTENCES.map((name) => [name, texts[name]])));
  const fields = kind === "card" ? cardFields(texts) : bankFields(texts);
  // No landmark here: the page around the frame has them.
  return `<form novalidate autocomplete="on" data-kind="${kind}" data-texts="${escapeHtml(sentences)}">${fields}</form>
<noscript><p>${escapeHtml(texts.noScript)}</p></noscript>`;
}

function cardFields(texts: SandboxTexts): string {
  const number: Field = {
    id: "number",
    label: texts.number,
    placeholder: "1234 1234 1234 1234",
    attributes: 'inputmode="numeric" autocomplete="cc-number"',
    describedBy: "hint brand",
    // The brand's word stands at the end of the label's line: in the box it would cover the number on a narrow phone.
    beside: '<span id="brand"></span>',
    end: `<span class="end">${CARD_MARK}</span>`,
  };
  const expiry: Field = {
    id: "expiry",
    label: texts.expiry,
    placeholder: texts.expiryFormat,
    attributes: 'inputmode="numeric" autocomplete="cc-exp"',
  };
  const code: Field = {
    id: "code",
    label: texts.code,
    placeholder: "CVC",
    attributes: 'inputmode="numeric" autocomplete="cc-csc"',
  };
  // Postal codes of some countries hold letters, so no numeric keyboard here.
  const zip: Field = {
    id: "zip",
    label: texts.zip,
    placeholder: "10007",
    attributes: 'autocomplete="billing postal-code" autocapitalize="characters" maxlength="12"',
  };
  return `<div class="field">${fieldParts(number)}${errorLine("number")}${hint("hint", texts.cardHint)}</div>
<div class="three"><div class="field">${fieldParts(expiry)}</div><div class="field">${fieldParts(code)}</div><div class="field zip">${fieldParts(zip)}</div>
${errorLine("expiry")}${errorLine("code")}${errorLine("zip")}</div>`;
}

function bankFields(texts: SandboxTexts): string {
  const name: Field = {
    id: "name",
    label: texts.name,
    placeholder: " ",
    attributes: 'autocomplete="name" maxlength="120"',
  };
  const routing: Field = {
    id: "routing",
    label: texts.routing,
    placeholder: "123456789",
    attributes: 'inputmode="numeric" autocomplete="off"',
    describedBy: "routing-hint",
  };
  const account: Field = {
    id: "account",
    label: texts.account,
    placeholder: " ",
    attributes: 'inputmode="numeric" autocomplete="off"',
    describedBy: "hint",
  };
  const whole = (field: Field, below = "") =>
    `<div class="field">${fieldParts(field)}${errorLine(field.id)}${below}</div>`;
  return `${whole(name)}<div class="field">${label("type", texts.accountType)}<div class="box"><select id="type">
<option value="checking">${escapeHtml(texts.checking)}</option><option value="savings">${escapeHtml(texts.savings)}</option></select><span class="end">${ARROW}</span></div></div>
${whole(routing, hint("routing-hint", texts.routingHint))}${whole(account, hint("hint", texts.bankHint))}`;
}

function fieldParts(field: Field): string {
  const described = field.describedBy
    ? ` aria-describedby="${field.describedBy}" data-describedby="${field.describedBy}"`
    : ' data-describedby=""';
  return `${label(field.id, field.label, field.beside)}<div class="box"><input id="${field.id}" type="text" aria-required="true" spellcheck="false" placeholder="${escapeHtml(field.placeholder)}" ${field.attributes}${described}>${field.end ?? ""}</div>`;
}

/** The star stands beside the label, not in it, so that the field's name is the label alone; aria-required says the rest. */
function label(id: string, text: string, beside = ""): string {
  return `<div class="label"><label for="${id}">${escapeHtml(text)}</label>&nbsp;<span class="star" aria-hidden="true">*</span>${beside}</div>`;
}

function hint(id: string, text: string): string {
  return `<p class="hint" id="${id}">${escapeHtml(text)}</p>`;
}

function errorLine(id: string): string {
  return `<p class="error" id="${id}-error" hidden>${WARNING}<span></span></p>`;
}
