import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { href?: string; label: string };

type PageHeadProps = {
  title: ReactNode;
  /** One sentence beneath, with figures if there are any. */
  lead?: ReactNode;
  /** Above the title, small: whose page this is. */
  over?: ReactNode;
  crumbs?: readonly Crumb[];
  crumbsLabel?: string;
  actions?: ReactNode;
  /** `sum` for pages whose title is an amount. */
  look?: "title" | "sum";
};

/** Crumbs, the serif title, a sentence, and the actions of the page at the right. */
export function PageHead({ title, lead, over, crumbs, crumbsLabel, actions, look = "title" }: PageHeadProps) {
  return (
    <>
      {crumbs && crumbs.length > 0 && (
        <nav className="crumbs" aria-label={crumbsLabel}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.label}>
                {crumb.href ? (
                  <Link href={crumb.href} prefetch={false}>
                    {crumb.label}
                  </Link>
                ) : (
                  crumb.label
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={look === "sum" ? "page-head page-head-sum" : "page-head"}>
        <div>
          {over && <p className="text-sm text-ink-2">{over}</p>}
          <h1 className={look === "sum" ? "sum" : "title-page"}>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </>
  );
}
