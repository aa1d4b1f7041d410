// Runs in the frames of the double. Says "ready" when it can be asked, and answers each question by its id.
const CHANNEL = "stripe-double";
const tell = (message) => window.parent.postMessage({ channel: CHANNEL, ...message }, "*");

async function post(path, given) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  });
  return answer.json();
}

function answerWith(handlers) {
  window.addEventListener("message", async ({ data, source }) => {
    if (source !== window.parent || data?.channel !== CHANNEL || !handlers[data.type]) return;
    tell({ id: data.id, answer: await handlers[data.type](data.given) });
  });
  tell({ type: "ready", event: {} });
}

function startController() {
  answerWith({ call: ({ path, given }) => post(`/_browser/${path}`, given) });
}

function startChallenge() {
  const query = new URLSearchParams(window.location.search);
  const clientSecret = query.get("client_secret");
  for (const button of document.querySelectorAll("button")) {
    button.addEventListener("click", async () => {
      const done = await post("/_browser/challenge", { client_secret: clientSecret, result: button.value });
      if (window.parent !== window) tell({ type: "challenge-done" });
      else if (done.return_url) window.location.assign(done.return_url);
    });
  }
}

function startFields() {
  const form = document.querySelector("form");
  const value = (name) => form.elements[name].value.trim();
  const digits = (name) => value(name).replace(/\D/g, "");
  const kind = () => form.elements.kind.value;
  const say = (name, text) => {
    const input = form.elements[name];
    const problem = document.getElementById(`${name}-problem`);
    problem.textContent = text;
    input.toggleAttribute("aria-invalid", text !== "");
    return text === "" ? [] : [{ name, text }];
  };

  function problems() {
    if (kind() === "card") {
      return [
        ...say("number", digits("number").length < 15 ? "Your card number is incomplete." : ""),
        ...say(
          "expiry",
          /^\d{2}\s*\/?\s*\d{2}$/.test(value("expiry")) ? "" : "Your card's expiration date is incomplete.",
        ),
        ...say("cvc", digits("cvc").length < 3 ? "Your card's security code is incomplete." : ""),
        ...say("zip", digits("zip").length < 5 ? "Your ZIP code is incomplete." : ""),
      ];
    }
    return [
      ...say("holder", value("holder") === "" ? "Enter the name on the account." : ""),
      ...say("routing", digits("routing").length !== 9 ? "Your routing number is incomplete." : ""),
      ...say("account", digits("account").length < 4 ? "Your account number is incomplete." : ""),
    ];
  }

  const resize = () => tell({ type: "resize", heightPx: document.documentElement.scrollHeight });
  function showKind() {
    for (const group of form.querySelectorAll("fieldset[data-kind]")) group.hidden = group.dataset.kind !== kind();
    resize();
    tell({ type: "change", event: { complete: false, empty: true, collapsed: false, value: { type: kind() } } });
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") showKind();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  showKind();

  answerWith({
    submit() {
      const [first] = problems();
      resize();
      if (!first) return { selectedPaymentMethod: kind() };
      form.elements[first.name].focus();
      return { error: { type: "validation_error", code: `incomplete_${first.name}`, message: first.text } };
    },
    async tokenize({ key, params, futureUsage }) {
      const typed =
        kind() === "card"
          ? { kind: "card", number: digits("number"), expiry: digits("expiry") }
          : { kind: "us_bank_account", number: digits("account"), routing: digits("routing"), holder: value("holder") };
      const made = await post("/_browser/tokens", { key, params, futureUsage, typed });
      if (made.error) say(kind() === "card" ? "number" : "account", made.error.message);
      resize();
      return made;
    },
  });
}

({ fields: startFields, challenge: startChallenge, controller: startController })[document.body.dataset.page]();
