"use client";

import { type CSSProperties, type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import {
  FIELDS_CHANNEL,
  type FieldsMessage,
  type PageMessage,
  readFieldsMessage,
  type TokenAnswer,
} from "@/lib/gateways/hosted-fields-protocol";
import type { HostedFields as HostedFieldsSource } from "@/lib/gateways/port";

/** How long the frame may take to load, or to answer, before it counts as unavailable. */
const ANSWER_WITHIN_MS = 8_000;
const HELLO_EVERY_MS = 250;

export type HostedFieldsHandle = {
  /** Asks the frame for a token. The frame itself shows what is wrong with the fields. Never rejects. */
  requestToken(): Promise<TokenAnswer>;
};

type Props = {
  /** From `Gateway.hostedFields`. */
  fields: HostedFieldsSource;
  ref: Ref<HostedFieldsHandle>;
  /** The payer pressed Enter in a field. */
  onEnter?: () => void;
};

type Waiting = { requestId: number; resolve: (answer: TokenAnswer) => void };

/** The gateway's framed card or bank fields. The numbers typed there never reach this page. */
export function HostedFields({ fields, ref, onEnter }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const waiting = useRef<Waiting | null>(null);
  const isReady = useRef(false);
  const lastRequestId = useRef(0);
  const [heightPx, setHeightPx] = useState<number | null>(null);

  // These messages hold no secret; a gateway's frame may come from another origin.
  const send = useCallback((message: PageMessage) => frame.current?.contentWindow?.postMessage(message, "*"), []);

  useImperativeHandle(ref, () => ({ requestToken: () => requestToken(waiting, lastRequestId, isReady, send) }), [send]);

  useEffect(() => {
    function receive(event: MessageEvent) {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const message = readFieldsMessage(event.data);
      if (message === null) return;
      if (message.type === "ready") isReady.current = true;
      if (message.type === "resize") setHeightPx(message.heightPx);
      if (message.type === "enter") onEnter?.();
      // The frame then focuses its first wrong field.
      if (message.type === "invalid") frame.current?.focus();
      if (message.type === "token" || message.type === "invalid") settle(waiting, message);
    }
    window.addEventListener("message", receive);
    const hello = setInterval(() => {
      if (isReady.current) clearInterval(hello);
      else send({ channel: FIELDS_CHANNEL, type: "hello" });
    }, HELLO_EVERY_MS);
    return () => {
      clearInterval(hello);
      window.removeEventListener("message", receive);
    };
  }, [onEnter, send]);

  // Six pixels wider on each side, which the frame gives back as padding: so the focus ring of its fields is not cut off.
  return (
    <iframe
      ref={frame}
      src={fields.src}
      title={fields.title}
      style={frameHeight(fields, heightPx)}
      referrerPolicy="no-referrer"
      className="-m-1.5 block h-(--narrow) w-[calc(100%+0.75rem)] max-w-none border-0 md:h-(--wide)"
    />
  );
}

/** Two custom properties until the frame has told its height, then that one. */
function frameHeight(fields: HostedFieldsSource, heightPx: number | null): CSSProperties {
  const { narrow, wide } = fields.heightPx;
  return { "--narrow": `${heightPx ?? narrow}px`, "--wide": `${heightPx ?? wide}px` } as CSSProperties;
}

function requestToken(
  waiting: { current: Waiting | null },
  lastRequestId: { current: number },
  isReady: { current: boolean },
  send: (message: PageMessage) => void,
): Promise<TokenAnswer> {
  waiting.current?.resolve({ ok: false, reason: "unavailable" });
  lastRequestId.current += 1;
  const requestId = lastRequestId.current;
  return new Promise((resolve) => {
    const ask = () => send({ channel: FIELDS_CHANNEL, type: "tokenize", requestId });
    const startedAt = performance.now();
    const finish = (answer: TokenAnswer) => {
      clearInterval(patience);
      if (waiting.current?.requestId === requestId) waiting.current = null;
      resolve(answer);
    };
    let wasAsked = isReady.current;
    const patience = setInterval(() => {
      if (!wasAsked && isReady.current) {
        wasAsked = true;
        ask();
      }
      if (performance.now() - startedAt > ANSWER_WITHIN_MS) finish({ ok: false, reason: "unavailable" });
    }, 100);
    waiting.current = { requestId, resolve: finish };
    if (wasAsked) ask();
  });
}

function settle(waiting: { current: Waiting | null }, message: Extract<FieldsMessage, { requestId: number }>): void {
  const current = waiting.current;
  if (current === null || current.requestId !== message.requestId) return;
  if (message.type === "token") current.resolve({ ok: true, token: message.token, method: message.method });
  else current.resolve({ ok: false, reason: "invalid" });
}
