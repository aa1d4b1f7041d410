"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** On a narrow screen the spine is a popover; going to another page closes it. */
export function SpineCloser({ spineId }: { spineId: string }) {
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of address is the event
  useEffect(() => {
    const spine = document.getElementById(spineId);
    if (spine?.matches(":popover-open")) spine.hidePopover();
  }, [pathname, spineId]);
  return null;
}
