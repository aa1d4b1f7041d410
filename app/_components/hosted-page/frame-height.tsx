"use client";

import { useEffect, useRef } from "react";

/** Tells the site around the frame how high the part that holds this mark is. No secret: the site is not known by name here. */
export function FrameHeight() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const part = mark.current?.parentElement;
    if (window.parent === window || !part) return;
    const tell = (begins: boolean) => {
      const heightPx = Math.ceil(part.getBoundingClientRect().height);
      window.parent.postMessage({ channel: "docketpay-embed", heightPx, begins }, "*");
    };
    tell(true);
    const watcher = new ResizeObserver(() => tell(false));
    watcher.observe(part);
    return () => watcher.disconnect();
  }, []);
  return <span ref={mark} hidden />;
}
