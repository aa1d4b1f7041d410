import type { ReactNode } from "react";

/** What happens next, in order: a bold sentence and one more. */
export function NextSteps({ steps }: { steps: readonly { title: ReactNode; text?: ReactNode }[] }) {
  return (
    <ol className="next-steps">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list in a fixed order
        <li key={index}>
          <b>{step.title}</b>
          {step.text}
        </li>
      ))}
    </ol>
  );
}
