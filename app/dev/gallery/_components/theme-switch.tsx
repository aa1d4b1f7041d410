"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { SegmentLinks } from "@/components/ui/segment-links";

const THEMES = ["device", "light", "dark", "hc-light", "hc-dark"] as const;

/** Sets the theme of the whole page, as the profile does for staff; "device" leaves it to the media queries. */
export function ThemeSwitch() {
  const pathname = usePathname();
  const parameters = useSearchParams();
  const theme = parameters.get("theme") ?? "device";
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "device") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
  }, [theme]);
  if (parameters.get("bare")) return null;
  return (
    <div className="no-print flex flex-wrap gap-3 p-3">
      <SegmentLinks
        label="Theme"
        size="sm"
        items={THEMES.map((name) => ({ href: `${pathname}?theme=${name}`, label: name, current: name === theme }))}
      />
      <SegmentLinks
        label="View"
        size="sm"
        items={["", "/staff", "/staff/detail", "/staff/form", "/client", "/client/trust", "/outcome"].map((path) => ({
          href: `/dev/gallery${path}?theme=${theme}`,
          label: path || "parts",
          current: pathname === `/dev/gallery${path}`,
        }))}
      />
    </div>
  );
}
