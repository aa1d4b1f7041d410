/** The double's own pages: the framed fields, the frame that asks for the page, and the bank's challenge. */
const STYLE =
  "body{font:16px/1.4 system-ui,sans-serif;margin:0;padding:4px}label{display:block;margin:8px 0 2px}input:not([type=radio]){font:inherit;width:100%;box-sizing:border-box;padding:8px;border:1px solid #767676;border-radius:4px}fieldset{border:0;margin:0;padding:0}p.problem{color:#a4161a;margin:2px 0;min-height:0}button{font:inherit;padding:8px 16px;margin:8px 8px 0 0}main{background:#fff;max-width:26rem;margin:10vh auto;padding:24px}";

function page(name: string, title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body data-page="${name}">${body}<script src="/frame.js"></script></body></html>`;
}

function input(name: string, label: string, autocomplete: string): string {
  return `<label for="${name}">${label}</label><input id="${name}" name="${name}" autocomplete="${autocomplete}" aria-describedby="${name}-problem" inputmode="${name === "holder" ? "text" : "numeric"}"><p class="problem" id="${name}-problem" role="alert"></p>`;
}

const NAMES: Record<string, string> = { card: "Card", us_bank_account: "US bank account" };

/** `types` as the page allowed them, of those that the double knows. */
export function fieldsPage(types: readonly string[]): string {
  const known = types.filter((type) => Object.hasOwn(NAMES, type));
  const kinds = known
    .map(
      (type, index) =>
        `<label><input type="radio" name="kind" value="${type}"${index === 0 ? " checked" : ""}> ${NAMES[type]}</label>`,
    )
    .join("");
  const card = [
    input("number", "Card number", "cc-number"),
    input("expiry", "Expiry date", "cc-exp"),
    input("cvc", "Security code", "cc-csc"),
    input("zip", "ZIP code", "postal-code"),
  ].join("");
  const bank = [
    input("holder", "Name on account", "name"),
    input("routing", "Routing number", "off"),
    input("account", "Account number", "off"),
    "<p>By continuing you authorize the debit of this account, as the firm's page describes.</p>",
  ].join("");
  return page(
    "fields",
    "Secure payment input frame",
    `<form novalidate><fieldset><legend>Pay by</legend>${kinds}</fieldset><fieldset data-kind="card">${card}</fieldset><fieldset data-kind="us_bank_account" hidden>${bank}</fieldset></form>`,
  );
}

export function challengePage(): string {
  const buttons =
    '<button type="button" value="complete">Complete authentication</button><button type="button" value="fail">Fail authentication</button>';
  return page(
    "challenge",
    "3D Secure test page",
    `<main><h1>3D Secure 2 test page</h1><p>The bank asks whether it is you.</p>${buttons}</main>`,
  );
}

export function controllerPage(): string {
  return page("controller", "Controller", "");
}
