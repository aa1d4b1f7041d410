// A small stand-in for Stripe.js (release endive). Numbers are typed into a frame of the double and never reach this page.
(() => {
  const base = new URL(document.currentScript.src).origin;
  const hooks = base === "https://js.stripe.com" ? "https://hooks.stripe.com" : base;
  const CHANNEL = "stripe-double";
  let asked = 0;

  function addFrame(parent, path, title, style) {
    const frame = document.createElement("iframe");
    frame.src = path;
    frame.title = title;
    frame.style.cssText = style;
    frame.allow = "payment *";
    parent.append(frame);
    return frame;
  }

  function listen(frame, handle) {
    const onMessage = (event) => {
      if (event.source === frame.contentWindow && event.data?.channel === CHANNEL) handle(event.data);
    };
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  }

  function ask(frame, type, given) {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      const stop = listen(frame, (message) => {
        if (message.id !== id) return;
        stop();
        resolve(message.answer);
      });
      frame.contentWindow.postMessage({ channel: CHANNEL, type, id, given }, "*");
    });
  }

  function whenReady(frame) {
    return new Promise((resolve) => {
      const stop = listen(frame, (message) => {
        if (message.type !== "ready") return;
        stop();
        resolve();
      });
    });
  }

  class IntegrationError extends Error {
    name = "IntegrationError";
  }

  class PaymentElement {
    #listeners = new Map();
    #frame = null;
    #stop = () => undefined;
    #key;
    #options;
    constructor(key, options) {
      this.#key = key;
      this.#options = options;
    }
    get frame() {
      if (this.#frame === null) throw new IntegrationError("The Payment Element is not mounted.");
      return this.#frame;
    }
    on(name, listener) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
      return this;
    }
    off(name) {
      this.#listeners.delete(name);
      return this;
    }
    once(name, listener) {
      return this.on(name, listener);
    }
    mount(where) {
      const parent = typeof where === "string" ? document.querySelector(where) : where;
      if (!parent) throw new IntegrationError(`The selector you specified (${where}) applies to no DOM elements.`);
      const query = new URLSearchParams({ key: this.#key, types: this.#options.types.join() });
      const style = "border:0;width:100%;height:260px;display:block";
      this.#frame = addFrame(parent, `${base}/fields?${query}`, "Secure payment input frame", style);
      this.#stop = listen(this.#frame, (message) => {
        if (message.type === "resize") this.#frame.style.height = `${message.heightPx}px`;
        else if (message.type === "ready" || message.type === "change") this.#emit(message.type, message.event ?? {});
      });
    }
    #emit(name, event) {
      for (const listener of this.#listeners.get(name) ?? []) listener({ elementType: "payment", ...event });
    }
    unmount() {
      this.#stop();
      this.#frame?.remove();
      this.#frame = null;
    }
    destroy() {
      this.unmount();
    }
    update() {}
    collapse() {}
    focus() {
      this.frame.focus();
    }
    blur() {}
  }

  function createElements(key, options = {}) {
    if (options.paymentMethodTypes)
      throw new IntegrationError(
        "`paymentMethodTypes` is not supported in this version. Use `allowedPaymentMethodTypes`.",
      );
    if (!options.clientSecret && !options.mode) throw new IntegrationError("Give `mode` or `clientSecret`.");
    if (options.mode === "payment" && !(Number.isInteger(options.amount) && options.amount > 0))
      throw new IntegrationError("`amount` must be a positive integer in the smallest currency unit.");
    if (options.mode && !options.currency && options.mode !== "setup")
      throw new IntegrationError("Missing `currency`.");
    const types = options.allowedPaymentMethodTypes ?? ["card", "us_bank_account"];
    let payment = null;
    return {
      options,
      create(name) {
        if (name !== "payment") throw new IntegrationError(`This stand-in has no element ${name}.`);
        payment = new PaymentElement(key, { types });
        return payment;
      },
      getElement: (name) => (name === "payment" ? payment : null),
      update(more) {
        Object.assign(options, more);
      },
      fetchUpdates: () => Promise.resolve({}),
      submit: () => ask(payment.frame, "submit"),
      get frame() {
        return payment.frame;
      },
    };
  }

  let controller = null;
  /** Asks the double from a frame of its own, so that the page needs no `connect-src`. */
  async function call(path, given) {
    if (controller === null) {
      const frame = addFrame(document.body, `${base}/controller`, "", "display:none");
      frame.setAttribute("aria-hidden", "true");
      controller = whenReady(frame).then(() => frame);
    }
    return ask(await controller, "call", { path, given });
  }

  function challenge(clientSecret) {
    const style = "position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:#0008";
    const query = new URLSearchParams({ client_secret: clientSecret });
    const frame = addFrame(document.body, `${hooks}/3d_secure_2/hosted?${query}`, "Challenge", style);
    return new Promise((resolve) => {
      const stop = listen(frame, (message) => {
        if (message.type !== "challenge-done") return;
        stop();
        frame.remove();
        resolve();
      });
    });
  }

  /** What Stripe.js answers of an intent: the intent, or why it failed. */
  function report(intent) {
    const error = intent.last_payment_error ?? intent.last_setup_error;
    if (intent.status === "requires_payment_method" && error) return { error: { ...error, [intent.object]: intent } };
    return intent.object === "setup_intent" ? { setupIntent: intent } : { paymentIntent: intent };
  }

  async function handleNextAction({ clientSecret }) {
    const { intent, error } = await call("intent", { client_secret: clientSecret });
    if (error) return { error };
    if (intent.status !== "requires_action") return report(intent);
    if (intent.next_action.type === "redirect_to_url") {
      const { pathname, search } = new URL(intent.next_action.redirect_to_url.url);
      window.location.assign(`${hooks}${pathname}${search}`);
      return new Promise(() => undefined);
    }
    await challenge(clientSecret);
    return report((await call("intent", { client_secret: clientSecret })).intent);
  }

  async function createConfirmationToken(key, { elements, params = {} }) {
    const checked = await ask(elements.frame, "submit");
    if (checked.error) return { error: checked.error };
    const futureUsage =
      elements.options.setupFutureUsage ?? (elements.options.mode === "setup" ? "off_session" : undefined);
    return ask(elements.frame, "tokenize", { key, params, futureUsage });
  }

  async function confirm(key, { elements, clientSecret, confirmParams = {} }) {
    let token = confirmParams.confirmation_token;
    if (token === undefined) {
      const made = await createConfirmationToken(key, { elements, params: confirmParams });
      if (made.error) return { error: made.error };
      token = made.confirmationToken.id;
    }
    const secret = clientSecret ?? elements.options.clientSecret;
    const done = await call("confirm", {
      client_secret: secret,
      confirmation_token: token,
      return_url: confirmParams.return_url,
    });
    return done.error ? { error: done.error } : handleNextAction({ clientSecret: secret });
  }

  window.Stripe = (key) => {
    if (!/^pk_test_/.test(key)) throw new IntegrationError("Give a publishable test key (pk_test_...).");
    return {
      elements: (options) => createElements(key, options),
      createConfirmationToken: (given) => createConfirmationToken(key, given),
      handleNextAction,
      confirmPayment: (given) => confirm(key, given),
      confirmSetup: (given) => confirm(key, given),
      retrievePaymentIntent: async (clientSecret) =>
        report((await call("intent", { client_secret: clientSecret })).intent),
      retrieveSetupIntent: async (clientSecret) =>
        report((await call("intent", { client_secret: clientSecret })).intent),
      registerAppInfo() {},
    };
  };
  window.Stripe.version = "endive";
})();
