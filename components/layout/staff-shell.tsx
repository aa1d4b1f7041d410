import Link from "next/link";
import type { ReactNode } from "react";
import { type FirmIdentity, FirmMark } from "@/components/layout/firm-mark";
import { FontPreload } from "@/components/layout/font-preload";
import { SpineCloser } from "@/components/layout/spine-closer";
import { SpineEntry, type SpineItem } from "@/components/layout/spine-link";
import { Icon } from "@/components/ui/icon";

const SPINE_ID = "spine";
const MAIN_ID = "main";

type StaffShellProps = {
  firm: FirmIdentity & {
    /** Without the legal form, so that it fits in two lines: "Hartwell & Lowe". */
    shortName?: string;
  };
  homeHref: string;
  items: readonly SpineItem[];
  labels: {
    /** "Main" */
    navigation: string;
    /** "Menu", of the button that opens the spine on a narrow screen. */
    menu: string;
    /** "Skip to the page" */
    skip: string;
  };
  /** "Docketpay" */
  product: string;
  /** "Sandbox gateway: no real money moves" */
  sandboxNote?: string | null;
  search?: ReactNode;
  alerts?: ReactNode;
  profile?: ReactNode;
  /** Above everything on paper: the firm's name and address. */
  printHead?: ReactNode;
  children: ReactNode;
};

/** The frame of every staff page: cloth spine at the left, a bar at the top, the page on paper. Needs no script. */
export function StaffShell(props: StaffShellProps) {
  return (
    <div className="staff">
      <FontPreload />
      <a href={`#${MAIN_ID}`} className="skip-link">
        {props.labels.skip}
      </a>
      <Spine {...props} />
      <div className="staff-main">
        <header className="top-bar">
          <button type="button" className="btn btn-sm spine-open" popoverTarget={SPINE_ID}>
            <Icon name="list" />
            {props.labels.menu}
          </button>
          {props.search && <div className="top-search">{props.search}</div>}
          <span className="top-grow" />
          {props.alerts}
          {props.profile}
        </header>
        <main id={MAIN_ID} className="page" tabIndex={-1}>
          {props.printHead && <div className="print-only print-head">{props.printHead}</div>}
          {props.children}
        </main>
      </div>
    </div>
  );
}

/** A popover only where it is narrow: the style sheet holds it open beside the page where there is room. */
function Spine({ firm, homeHref, items, labels, product, sandboxNote }: StaffShellProps) {
  return (
    <nav id={SPINE_ID} className="spine" aria-label={labels.navigation} popover="auto">
      <SpineCloser spineId={SPINE_ID} />
      <Link href={homeHref} prefetch={false} className="spine-firm">
        <FirmMark firm={firm} shortName={firm.shortName} />
      </Link>
      {items.map((item) => (
        <SpineEntry key={item.href} item={item} />
      ))}
      <p className="spine-foot">
        {product}
        {sandboxNote && (
          <>
            <br />
            {sandboxNote}
          </>
        )}
      </p>
    </nav>
  );
}
