"use client";

import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Status } from "@/components/ui/status";
import type { CaptchaHandle, CaptchaTexts } from "./captcha-view";
import { loadRecaptcha, type Recaptcha } from "./load-recaptcha";

/** Below it, Google's box of 304 px does not fit beside the page's margins. */
const NARROW_PX = 360;

type Props = { ref: Ref<CaptchaHandle>; siteKey: string; script: string; texts: CaptchaTexts };

/** Google's box to tick, in its own frame. */
export function RecaptchaCheck({ ref, siteKey, script, texts }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ api: Recaptcha; widget: number } | null>(null);
  const answer = useRef("");
  const [isGone, setGone] = useState(false);

  useEffect(() => {
    let isHere = true;
    const draw = (api: Recaptcha) => {
      // Google draws a box once into one element.
      if (!isHere || !box.current || drawn.current) return;
      const widget = api.render(box.current, {
        sitekey: siteKey,
        theme: window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
        size: window.innerWidth < NARROW_PX ? "compact" : "normal",
        callback: (given) => {
          answer.current = given;
          setGone(false);
        },
        "expired-callback": () => {
          answer.current = "";
        },
        "error-callback": () => setGone(true),
      });
      drawn.current = { api, widget };
    };
    loadRecaptcha(script).then(draw, () => isHere && setGone(true));
    return () => {
      isHere = false;
    };
  }, [siteKey, script]);

  useImperativeHandle(ref, () => ({
    async takeAnswer() {
      const given = answer.current;
      answer.current = "";
      // Google takes an answer once: whoever has to try again ticks again.
      if (given !== "" && drawn.current) drawn.current.api.reset(drawn.current.widget);
      return given || null;
    },
  }));

  return (
    <fieldset className="captcha">
      <legend>{texts.label}</legend>
      <div ref={box} className="captcha-google" />
      <span role="status">
        {isGone && (
          <Status tone="danger" icon="alert">
            {texts.failed}
          </Status>
        )}
      </span>
    </fieldset>
  );
}
