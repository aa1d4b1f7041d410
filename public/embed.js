// Puts a payment page into a firm's own site, where this script stands:
//   <script src="https://portal.example/embed.js" data-page="firm/page" data-mode="button"></script>
// data-mode: "button" (the default) opens the page; "inline" shows it in a frame as high as its content, on the sites that the page's
// settings name. data-lang: en, fr or es. data-label: other words for the button.
(() => {
  const script = document.currentScript;
  const page = script?.dataset.page ?? "";
  if (!script || !/^[a-z0-9-]+\/[a-z0-9-]+$/i.test(page)) {
    // biome-ignore lint/suspicious/noConsole: whoever puts the page into a site looks there
    console.warn('embed.js needs data-page="firm/page".');
    return;
  }
  const WORDS = { en: "Pay online", fr: "Payer en ligne", es: "Pagar en línea" };
  const asked = script.dataset.lang ?? "";
  const own = (document.documentElement.lang || navigator.language || "en").slice(0, 2).toLowerCase();
  const words = script.dataset.label || WORDS[asked] || WORDS[own] || WORDS.en;
  const query = WORDS[asked] ? `?lang=${asked}` : "";
  const { origin } = new URL(script.src);
  script.after(script.dataset.mode === "inline" ? makeFrame() : makeButton());

  function makeButton() {
    const link = document.createElement("a");
    link.href = `${origin}/pages/${page}${query}`;
    link.target = "_top";
    link.textContent = words;
    Object.assign(link.style, {
      display: "inline-block",
      padding: "0.75rem 1.25rem",
      borderRadius: "3px",
      background: "#14523f",
      color: "#ffffff",
      font: "600 1rem/1.25 system-ui, sans-serif",
      textDecoration: "none",
    });
    return link;
  }

  function makeFrame() {
    const frame = document.createElement("iframe");
    frame.src = `${origin}/embed/${page}${query}`;
    frame.title = words;
    frame.allow = "payment";
    Object.assign(frame.style, { display: "block", width: "100%", height: "46rem", border: "0" });
    let isFirstStep = true;
    window.addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const { channel, heightPx, begins } = event.data ?? {};
      if (channel !== "docketpay-embed" || !Number.isFinite(heightPx)) return;
      frame.style.height = `${Math.min(Math.max(heightPx, 160), 8000)}px`;
      // The next step begins at its top, wherever the reader was in the one before.
      if (begins && !isFirstStep) frame.scrollIntoView({ block: "start" });
      if (begins) isFirstStep = false;
    });
    return frame;
  }
})();
