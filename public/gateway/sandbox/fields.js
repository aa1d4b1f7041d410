// The sandbox gateway's hosted fields: checks what is typed, shows what is wrong, and turns a published test number into a token
// that names the test. Talks to the page around it by messages only (lib/gateways/hosted-fields-protocol.ts).

{
  const CHANNEL = "gateway-fields";
  const numbers = globalThis.sandboxNumbers;
  const form = document.querySelector("form");
  const texts = JSON.parse(form.dataset.texts);
  const kind = form.dataset.kind;
  // The frame has no origin of its own (sandboxed), but its address tells where the page around it must come from.
  const pageOrigin = new URL(location.href).origin;
  const field = (name) => document.getElementById(name);
  const send = (message) => window.parent.postMessage({ channel: CHANNEL, ...message }, pageOrigin);

  // Each check answers the name of a sentence, or null when the field is right.
  const CARD_CHECKS = {
    number: (value) => {
      if (value === "") return "numberMissing";
      return numbers.findCard(numbers.digitsOf(value)) ? null : "numberNotTest";
    },
    expiry: (value) => {
      if (value === "") return "expiryMissing";
      const expiry = numbers.readExpiry(value);
      if (!expiry) return "expiryUnreadable";
      return numbers.isPast(expiry, new Date()) ? "expiryPast" : null;
    },
    code: (value) => (/^\d{3,4}$/.test(value) ? null : "codeWrong"),
    zip: (value) => (value === "" ? "zipMissing" : null),
  };
  const BANK_CHECKS = {
    name: (value) => (value === "" ? "nameMissing" : null),
    routing: (value) => {
      if (value === "") return "routingMissing";
      return numbers.isTestRouting(value) ? null : "routingNotTest";
    },
    account: (value) => {
      if (value === "") return "accountMissing";
      return numbers.findBank("110000000", value) ? null : "accountNotTest";
    },
  };
  const checks = kind === "card" ? CARD_CHECKS : BANK_CHECKS;
  const typed = (name) => field(name).value.trim();

  function showError(name, sentence) {
    const input = field(name);
    const line = field(`${name}-error`);
    line.hidden = sentence === null;
    line.querySelector("span").textContent = sentence === null ? "" : texts[sentence];
    if (sentence === null) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
    input.setAttribute(
      "aria-describedby",
      [input.dataset.describedby, sentence === null ? "" : line.id].join(" ").trim(),
    );
  }

  /** Shows every error, focuses the first; true when all is right. */
  function checkAll() {
    const wrong = Object.keys(checks).filter((name) => {
      const sentence = checks[name](typed(name));
      showError(name, sentence);
      return sentence !== null;
    });
    if (wrong.length > 0) focusField(wrong[0]);
    return wrong.length === 0;
  }

  /** Now, and again when the page around the frame has handed the focus over: only then does the browser let the frame have it. */
  function focusField(name) {
    field(name).focus();
    const take = () => field(name).focus();
    window.addEventListener("focus", take, { once: true });
    setTimeout(() => window.removeEventListener("focus", take), 1_000);
  }

  function makeToken() {
    // Letters only, so that no token holds a run of digits that looks like a number.
    const random = Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) =>
      String.fromCharCode(97 + (byte % 16)),
    ).join("");
    if (kind === "card") {
      const digits = numbers.digitsOf(typed("number"));
      const expiry = numbers.digitsOf(typed("expiry"));
      const method = { kind, brand: numbers.findBrand(digits).brand, last4: digits.slice(-4) };
      return { method, token: `sbx_tok_${numbers.findCard(digits)}_${method.last4}_${expiry}_${random}` };
    }
    const account = typed("account");
    const method = { kind, brand: "bank", last4: account.slice(-4) };
    return { method, token: `sbx_tok_${numbers.findBank(typed("routing"), account)}_${method.last4}_none_${random}` };
  }

  /** Rewrites a field as it is typed and keeps the caret after the same digit. */
  function keepFormat(input, format) {
    input.addEventListener("input", (event) => {
      const isDeleting = Boolean(event.inputType?.startsWith("delete"));
      const digitsBefore = numbers.digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
      const isAtEnd = input.selectionStart === input.value.length;
      const formatted = format(input.value, isDeleting);
      if (formatted === input.value) return;
      input.value = formatted;
      if (isAtEnd || document.activeElement !== input) return;
      let caret = 0;
      for (let seen = 0; caret < formatted.length && seen < digitsBefore; caret += 1)
        if (/\d/.test(formatted[caret])) seen += 1;
      input.setSelectionRange(caret, caret);
    });
  }

  function showBrand() {
    field("brand").textContent = numbers.findBrand(numbers.digitsOf(field("number").value))?.word ?? "";
  }

  function prepareCard() {
    keepFormat(field("number"), numbers.groupNumber);
    keepFormat(field("expiry"), numbers.formatExpiry);
    keepFormat(field("code"), (text) => numbers.digitsOf(text).slice(0, 4));
    field("number").addEventListener("input", showBrand);
    showBrand();
  }

  function prepareBank() {
    keepFormat(field("routing"), (text) => numbers.digitsOf(text).slice(0, 9));
    keepFormat(field("account"), (text) => numbers.digitsOf(text).slice(0, 17));
  }

  for (const name of Object.keys(checks)) {
    const input = field(name);
    // A shown error goes as soon as it is mended; a new one appears only when the field is left with something in it.
    input.addEventListener("input", () => {
      if (input.hasAttribute("aria-invalid") && checks[name](typed(name)) === null) showError(name, null);
    });
    input.addEventListener("blur", () => {
      if (typed(name) !== "") showError(name, checks[name](typed(name)));
    });
  }
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    send({ type: "enter" });
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== pageOrigin || event.data?.channel !== CHANNEL) return;
    if (event.data.type === "hello") announce();
    if (event.data.type !== "tokenize") return;
    const { requestId } = event.data;
    if (checkAll()) send({ type: "token", requestId, ...makeToken() });
    else send({ type: "invalid", requestId });
  });

  function announce() {
    send({ type: "ready" });
    // Laid out at no width, as while hidden, the fields are as tall as a tower.
    if (window.innerWidth < 100) return;
    send({ type: "resize", heightPx: Math.ceil(document.body.getBoundingClientRect().height) });
  }

  if (kind === "card") prepareCard();
  else prepareBank();
  new ResizeObserver(announce).observe(document.body);
  announce();
}
