"use client";

import { useEffect, useRef, useState } from "react";
import { isChallengeDone, readChallengeHeight } from "@/lib/gateways/hosted-fields-protocol";

type Props = {
  /** `challengeUrl` of the charge's outcome. */
  src: string;
  title: string;
  locale: string;
  /** As for the fields: absent leaves it to the device. */
  theme?: string;
  /** The page is itself framed by a firm's own site. */
  isEmbedded?: boolean;
  /** The payer has answered; how is asked of the gateway, never of this message. */
  onDone: () => void;
};

/** The bank's page on which payers prove who they are (3-D Secure), framed. */
export function ChallengeFrame({ src, title, locale, theme, isEmbedded, onDone }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [heightPx, setHeightPx] = useState(340);
  useEffect(() => {
    function receive(event: MessageEvent) {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const told = readChallengeHeight(event.data);
      if (told !== null) setHeightPx(told);
      if (isChallengeDone(event.data)) onDone();
    }
    window.addEventListener("message", receive);
    return () => window.removeEventListener("message", receive);
  }, [onDone]);
  const query = new URLSearchParams({ locale, ...(theme ? { theme } : {}), ...(isEmbedded ? { embedded: "1" } : {}) });
  return (
    <iframe
      ref={frame}
      src={`${src}?${query}`}
      title={title}
      height={heightPx}
      referrerPolicy="no-referrer"
      className="-m-1.5 block w-[calc(100%+0.75rem)] max-w-none border-0"
    />
  );
}
