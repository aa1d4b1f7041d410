// Tells the page around the frame how tall the frame must be. Stripe lays the bank's question, and the choice of a bank, over the
// whole frame: then it must be as tall as those need.

globalThis.tellHeight = (send) => {
  const OVERLAY_PX = 640;

  /** Stripe adds such layers to the body itself and takes them away again. */
  const isOverlaid = () =>
    [...document.body.children].some((child) => {
      const { position, display, visibility } = getComputedStyle(child);
      const { width, height } = child.getBoundingClientRect();
      const isShown = display !== "none" && visibility !== "hidden" && width > 200 && height > 100;
      return position === "fixed" && isShown;
    });

  const tell = () => {
    // Laid out at no width, as while hidden, the fields are as tall as a tower.
    if (window.innerWidth < 100) return;
    const ownPx = Math.ceil(document.body.getBoundingClientRect().height);
    send({ type: "resize", heightPx: isOverlaid() ? Math.max(OVERLAY_PX, ownPx) : ownPx });
  };
  new ResizeObserver(tell).observe(document.body);
  new MutationObserver(tell).observe(document.body, { childList: true, attributes: true, subtree: false });
  return tell;
};
