import { type ReactNode, Suspense } from "react";
import { requireDevTools } from "@/lib/http/dev-tools";
import { ThemeSwitch } from "./_components/theme-switch";

export const dynamic = "force-dynamic";

export default function GalleryLayout({ children }: { children: ReactNode }) {
  requireDevTools();
  return (
    <>
      <Suspense>
        <ThemeSwitch />
      </Suspense>
      {children}
    </>
  );
}
