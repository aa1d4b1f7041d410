import type { ActionLink } from "./action-link";

/** Which link a dialog acts on, and why it could not. */
export function AboutAct({ link, problem }: { link: Pick<ActionLink, "number" | "about">; problem: string | null }) {
  return (
    <>
      <p className="text-sm">
        {link.number}, <b className="font-semibold">{link.about}</b>
      </p>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}
