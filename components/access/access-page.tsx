import type { ReactNode } from "react";
import { Monogram } from "@/components/layout/monogram";

type Props = {
  title: string;
  lead: ReactNode /** Whose letters stand above; the product's own without a firm. */;
  name?: string;
  children: ReactNode;
};

/** A page of somebody who is not signed in yet: one narrow column, the form on the only sheet. */
export function AccessPage({ title, lead, name = "Docket Pay", children }: Props) {
  return (
    <div className="public">
      <main className="sign-in">
        <div className="sign-in-head">
          <Monogram name={name} />
          <h1>{title}</h1>
          <p>{lead}</p>
        </div>
        {children}
      </main>
    </div>
  );
}
