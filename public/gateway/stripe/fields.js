// Stripe's Payment Element in our frame: styled as the product's own fields, and turned into a ConfirmationToken when the page around
// asks. Talks to that page by messages only (lib/gateways/hosted-fields-protocol.ts). What is typed never leaves Stripe's own frames.

{
  const CHANNEL = "gateway-fields";
  const setup = document.getElementById("setup").dataset;
  const texts = JSON.parse(setup.texts);
  const pageOrigin = new URL(location.href).origin;
  const send = (message) => window.parent.postMessage({ channel: CHANNEL, ...message }, pageOrigin);
  const tellHeight = globalThis.tellHeight(send);
  const problem = document.getElementById("problem");
  const kind = setup.kind === "echeck" ? "us_bank_account" : "card";

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  /** LOOK's fields in Stripe's words (docs.stripe.com/elements/appearance-api). */
  function appearance() {
    // Staff forms are denser than the client's pages: 36 pixels instead of 48, 14 instead of 16.
    const isDesk = document.documentElement.dataset.size === "desk" && !matchMedia("(pointer: coarse)").matches;
    const edge = `${token("border-width")} solid ${token("edge")}`;
    const focus = `0 0 0 ${token("focus-width")} ${token("sheet")}, 0 0 0 calc(2 * ${token("focus-width")}) ${token("focus")}`;
    return {
      theme: "flat",
      labels: "above",
      variables: {
        colorPrimary: token("accent"),
        colorBackground: token("sheet"),
        colorText: token("ink"),
        colorTextSecondary: token("ink-2"),
        colorTextPlaceholder: token("ink-3"),
        colorDanger: token("danger"),
        fontFamily: token("font-sans"),
        fontSizeBase: isDesk ? "14px" : "16px",
        fontWeightNormal: "400",
        fontWeightMedium: "600",
        fontLineHeight: "1.5",
        borderRadius: token("radius-2"),
        spacingUnit: "4px",
        gridRowSpacing: "16px",
        gridColumnSpacing: "12px",
      },
      rules: {
        ".Label": { color: token("ink"), fontSize: isDesk ? "13px" : "15px", fontWeight: "600", marginBottom: "6px" },
        ".Input": {
          border: edge,
          boxShadow: "none",
          padding: isDesk ? "6px 11px" : "11px 13px",
          backgroundColor: token("sheet"),
        },
        ".Input:focus": { boxShadow: focus, outline: "none" },
        ".Input--empty": {
          backgroundColor: token("pad"),
          border: `${token("border-width")} solid ${token("pad-edge")}`,
          boxShadow: `inset ${token("mark-width")} 0 0 ${token("pad-edge")}`,
        },
        ".Input--empty:focus": { boxShadow: focus },
        ".Input--invalid": {
          backgroundColor: token("sheet"),
          border: `${token("border-width")} solid ${token("danger-edge")}`,
          boxShadow: `inset 0 0 0 1px ${token("danger-edge")}`,
          color: token("ink"),
        },
        ".Error": { color: token("danger"), fontSize: "13px", fontWeight: "500" },
        ".TermsText": { color: token("ink-3"), fontSize: "13px" },
      },
    };
  }

  function fonts() {
    // Stripe takes fonts over https only, as its own frames load them.
    if (location.protocol !== "https:") return [];
    const src = `url(${pageOrigin}/fonts/ibm-plex-sans-latin-wght-normal.woff2)`;
    return [{ family: "IBM Plex Sans Variable", src, weight: "100 700" }];
  }

  function say(sentence) {
    problem.textContent = sentence;
    tellHeight();
  }

  function open() {
    if (typeof globalThis.Stripe !== "function") throw new Error("Stripe.js is not here");
    const stripe = globalThis.Stripe(setup.key);
    const purpose = setup.amount === "" ? { mode: "setup" } : { mode: "payment", amount: Number(setup.amount) };
    const elements = stripe.elements({
      ...purpose,
      currency: setup.currency.toLowerCase(),
      allowedPaymentMethodTypes: [kind],
      ...(kind === "us_bank_account"
        ? { paymentMethodOptions: { us_bank_account: { verification_method: "instant" } } }
        : {}),
      locale: setup.locale,
      appearance: appearance(),
      fonts: fonts(),
    });
    const element = elements.create("payment", {
      layout: { type: "tabs" },
      terms: { card: "never" },
      wallets: { applePay: "never", googlePay: "never", link: "never" },
    });
    element.on("loaderror", () => say(texts.notLoaded));
    element.on("ready", () => {
      document.getElementById("loading").hidden = true;
      isReady = true;
      announce();
    });
    element.on("change", () => say(""));
    element.mount("#fields");
    followTheme(() => elements.update({ appearance: appearance() }));
    return { stripe, elements };
  }

  function followTheme(update) {
    if (document.documentElement.dataset.theme) return;
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"])
      matchMedia(query).addEventListener("change", update);
  }

  /** What may be shown of it; the last four digits and no more. */
  function methodOf(preview) {
    if (preview.us_bank_account) return { kind: "echeck", brand: "bank", last4: preview.us_bank_account.last4 ?? "" };
    return { kind: "card", brand: preview.card?.brand ?? "card", last4: preview.card?.last4 ?? "" };
  }

  async function tokenize({ stripe, elements }) {
    const checked = await elements.submit();
    if (checked.error) return refuse(checked.error);
    const made = await stripe.createConfirmationToken({ elements });
    if (made.error) return refuse(made.error);
    const { id, payment_method_preview } = made.confirmationToken;
    return { type: "token", token: id, method: methodOf(payment_method_preview) };
  }

  /** What is wrong with a field, Stripe says beside it and in its language; the rest is said here. */
  function refuse(error) {
    say(error.type === "validation_error" ? "" : error.message || texts.failed);
    return { type: "invalid" };
  }

  /** Again for each hello: the page may have begun to listen only now. */
  function announce() {
    if (isReady) send({ type: "ready" });
    tellHeight();
  }

  let isReady = false;
  let opened = null;
  try {
    opened = open();
  } catch {
    document.getElementById("loading").hidden = true;
    // Ready to answer that nothing can be paid here.
    isReady = true;
    say(texts.notLoaded);
  }

  window.addEventListener("message", async (event) => {
    if (event.source !== window.parent || event.origin !== pageOrigin || event.data?.channel !== CHANNEL) return;
    if (event.data.type === "hello") announce();
    if (event.data.type !== "tokenize") return;
    const { requestId } = event.data;
    if (opened === null) {
      send({ type: "invalid", requestId });
      return;
    }
    try {
      send({ ...(await tokenize(opened)), requestId });
    } catch {
      say(texts.failed);
      send({ type: "invalid", requestId });
    }
  });
}
