import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";

type Props = { title: string; text: string; action: { href: string; label: string } | null };

/** A link by which nothing can be set now: why, and what to do. */
export function DeadLink({ title, text, action }: Props) {
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage
          tone="off"
          icon="key"
          title={title}
          actions={action && <LinkButton href={action.href}>{action.label}</LinkButton>}
        >
          {text}
        </OutcomePage>
      </div>
    </div>
  );
}
