import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export type TimelineEntry = {
  id: string;
  icon: IconName;
  title: ReactNode;
  /** As it is read, with zone where a client reads it. */
  time: string;
  /** ISO instant. */
  dateTime: string;
  /** One plain sentence with who and numbers. */
  text?: ReactNode;
  /** Only outcomes are coloured. */
  tone?: "ok" | "danger" | "warn" | "dispute";
};

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className={joinClasses("timeline-mark", entry.tone && `tone-${entry.tone}`)}>
            <Icon name={entry.icon} />
          </span>
          <div>
            <div className="timeline-head">
              {entry.title}
              <time className="timeline-time" dateTime={entry.dateTime}>
                {entry.time}
              </time>
            </div>
            {entry.text && <p className="timeline-text">{entry.text}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
