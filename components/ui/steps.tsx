import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export type Step = { label: string; state: "done" | "current" | "ahead"; href?: string };

type StepsProps = {
  label: string;
  steps: readonly Step[];
  /** Said after a finished step, e.g. "done". */
  doneText: string;
};

/** Where one is in a task of several pages; what is done can be gone back to. */
export function Steps({ label, steps, doneText }: StepsProps) {
  return (
    <nav aria-label={label}>
      <ol className="steps">
        {steps.map((step, index) => (
          <li
            key={step.label}
            className={step.state === "done" ? "step step-done" : "step"}
            aria-current={step.state === "current" ? "step" : undefined}
          >
            <span className="step-mark">{step.state === "done" ? <Icon name="check" /> : index + 1}</span>
            <span className="step-name">
              {step.href && step.state === "done" ? (
                <Link href={step.href} prefetch={false}>
                  {step.label}
                </Link>
              ) : (
                step.label
              )}
              {step.state === "done" && <VisuallyHidden>, {doneText}</VisuallyHidden>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
