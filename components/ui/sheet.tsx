import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";

type SheetProps = {
  title?: ReactNode;
  /** At the right of the head: a sentence, a link, small buttons. */
  aside?: ReactNode;
  /** `body` puts space round the children, `form` more; `none` is for tables, lists and bars that reach the edge. */
  pad?: "body" | "form" | "none";
  /** Blue edge: everything on it is trust money. */
  trust?: boolean;
  /** Shadow, for the one sheet that floats on a client page. */
  lift?: boolean;
  labelledBy?: string;
  id?: string;
  className?: string;
  children?: ReactNode;
};

/** One task on one surface; never inside another. */
export function Sheet({ title, aside, pad = "body", trust, lift, labelledBy, id, className, children }: SheetProps) {
  return (
    <section
      id={id}
      aria-labelledby={labelledBy}
      className={joinClasses(
        "sheet",
        pad === "none" && "sheet-clip",
        trust && "sheet-trust",
        lift && "sheet-lift",
        className,
      )}
    >
      {(title || aside) && (
        <header className="sheet-head">
          {title ? <h2 className="title-section">{title}</h2> : <span />}
          {aside && <span className="sheet-aside">{aside}</span>}
        </header>
      )}
      {pad === "none" ? children : <div className={pad === "form" ? "sheet-form" : "sheet-body"}>{children}</div>}
    </section>
  );
}
