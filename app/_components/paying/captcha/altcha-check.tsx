"use client";

import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { linkCaptchaAction, submissionCaptchaAction } from "./actions";
import type { CaptchaHandle, CaptchaTexts, PaidBy } from "./captcha-view";
import { solveAltcha } from "./solve-altcha";

/** Well within the life of a challenge: whoever fetched their card meanwhile has another one solved. */
const FRESH_MS = 15 * 60_000;

type Solved = { answer: string; solvedAt: number };
type Props = { ref: Ref<CaptchaHandle>; token: string; paidBy: PaidBy; texts: CaptchaTexts };

/** The built-in captcha: the device calculates while its owner types. Nothing is asked of anybody; a line says how it stands. */
export function AltchaCheck({ ref, token, paidBy, texts }: Props) {
  const [state, setState] = useState<"working" | "done" | "failed">("working");
  const work = useRef<Promise<Solved | null> | null>(null);
  const stopper = useRef<AbortController | null>(null);

  const begin = useCallback(() => {
    stopper.current?.abort();
    const controller = new AbortController();
    stopper.current = controller;
    setState("working");
    const solving = solveAnew(token, paidBy, controller).then((solved) => {
      if (!controller.signal.aborted) setState(solved ? "done" : "failed");
      return solved;
    });
    work.current = solving;
    return solving;
  }, [token, paidBy]);

  useEffect(() => {
    void begin();
    return () => stopper.current?.abort();
  }, [begin]);

  useImperativeHandle(
    ref,
    () => ({
      async takeAnswer() {
        const standing = await (work.current ?? begin());
        const solved = standing && performance.now() - standing.solvedAt < FRESH_MS ? standing : await begin();
        // It counts once: the next press has another one solved.
        work.current = null;
        return solved?.answer ?? null;
      },
    }),
    [begin],
  );

  return (
    <div className="captcha">
      <span role="status">
        {state === "working" && (
          <Status tone="off" icon="clock">
            {texts.working}
          </Status>
        )}
        {state === "done" && (
          <Status tone="ok" icon="check-ring">
            {texts.done}
          </Status>
        )}
        {state === "failed" && (
          <Status tone="danger" icon="alert">
            {texts.failed}
          </Status>
        )}
      </span>
      {state === "failed" && (
        <Button size="sm" onClick={begin}>
          {texts.again}
        </Button>
      )}
    </div>
  );
}

async function solveAnew(token: string, paidBy: PaidBy, controller: AbortController): Promise<Solved | null> {
  try {
    const given = await (paidBy === "pay_link" ? linkCaptchaAction : submissionCaptchaAction)(token, null);
    const answer = given.ok ? await solveAltcha(given.data, controller) : null;
    return answer === null ? null : { answer, solvedAt: performance.now() };
  } catch {
    return null;
  }
}
