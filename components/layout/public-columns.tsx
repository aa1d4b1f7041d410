import type { ReactNode } from "react";

type ColumnsProps = {
  statement: ReactNode;
  form: ReactNode;
  /** "div" where the page around them has its own main part. */
  as?: "main" | "div";
};

/** Statement at the left, form at the right; one column under 768, statement first. */
export function PublicColumns({ statement, form, as: Part = "main" }: ColumnsProps) {
  return (
    <Part className="public-columns">
      <section className="statement">{statement}</section>
      {form}
    </Part>
  );
}

type StatementProps = {
  /** The firm's name: the page's heading. */
  title: string;
  /** "asks Bluewater Marine Supply, Inc. for" */
  forText: ReactNode;
  amount: string;
  /** The account tag. */
  tag: ReactNode;
  /** What kind of payment it is, or the matter. */
  kindText?: ReactNode;
  children?: ReactNode;
};

/** Who asks, whom, how much, into which account: the amount is the page. */
export function Statement({ title, forText, amount, tag, kindText, children }: StatementProps) {
  return (
    <>
      <h1 className="statement-title">{title}</h1>
      <p className="statement-for">{forText}</p>
      <p className="amount">{amount}</p>
      <p className="statement-kind">
        {tag}
        {kindText}
      </p>
      {children && <div className="statement-more">{children}</div>}
    </>
  );
}

/** The firm's words to the client, in its own face. */
export function FirmMessage({ children, from }: { children: ReactNode; from?: string | null }) {
  return (
    <blockquote className="firm-message">
      {children}
      {from && <footer>{from}</footer>}
    </blockquote>
  );
}
