import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { requireDevTools } from "@/lib/http/dev-tools";
import { ThemeSwitch } from "./_components/theme-switch";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Parts" };

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
