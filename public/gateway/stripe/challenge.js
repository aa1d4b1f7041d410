// Lets Stripe's script ask the payer what their bank wants to know (3-D Secure), then tells the page around that it is over. How it
// ended is asked of Stripe by the server, never taken from here.

{
  const CHANNEL = "gateway-challenge";
  const setup = document.getElementById("setup").dataset;
  const sentence = document.getElementById("sentence");
  const pageOrigin = new URL(location.href).origin;
  const send = (message) => window.parent.postMessage({ channel: CHANNEL, ...message }, pageOrigin);
  const tellHeight = globalThis.tellHeight(send);

  async function ask() {
    if (typeof globalThis.Stripe !== "function") throw new Error("Stripe.js is not here");
    await globalThis.Stripe(setup.key).handleNextAction({ clientSecret: setup.secret });
    sentence.textContent = setup.done;
    tellHeight();
    send({ type: "challenge-done" });
  }

  ask().catch(() => {
    sentence.textContent = setup.failed;
    tellHeight();
  });
}
