"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";

const NoticeContext = createContext<(text: string) => void>(() => undefined);

/** Tells what was done, above what it was done to; the row it was done to may be gone. */
export function useNotice(): (text: string) => void {
  return useContext(NoticeContext);
}

/** Holds the notice of everything inside it. A new one takes the focus, because the button that was pressed may have vanished. */
export function NoticeRegion({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState({ text: "", count: 0 });
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each notice takes the focus anew
  useEffect(() => {
    if (notice.text) box.current?.focus();
  }, [notice.count]);
  return (
    <NoticeContext value={(text) => setNotice((last) => ({ text, count: last.count + 1 }))}>
      <div ref={box} tabIndex={-1} role="status">
        {notice.text && <Banner tone="ok" title={notice.text} className="mb-5" />}
      </div>
      {children}
    </NoticeContext>
  );
}
