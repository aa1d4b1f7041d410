import { Banner } from "@/components/ui/banner";
import { Chip } from "@/components/ui/chip";
import type { IconName } from "@/components/ui/icon";
import { Icon } from "@/components/ui/icon";
import { ICON_SHAPES } from "@/components/ui/icon-shapes";
import { Kbd } from "@/components/ui/kbd";
import { Progress } from "@/components/ui/progress";
import { Status, type StatusTone } from "@/components/ui/status";
import { Steps } from "@/components/ui/steps";
import { Tabs } from "@/components/ui/tabs";
import { Tag } from "@/components/ui/tag";
import { Section } from "./section";

const STATUSES: readonly [StatusTone, IconName, string][] = [
  ["ok", "check", "Approved"],
  ["ok", "check-ring", "Settled"],
  ["warn", "clock", "Pending"],
  ["warn", "clock", "Processing"],
  ["danger", "cross-ring", "Declined"],
  ["danger", "return", "Returned"],
  ["dispute", "flag", "Disputed"],
  ["warn", "info", "Unknown"],
  ["off", "return", "Refunded"],
  ["off", "return", "Partly refunded"],
  ["off", "close", "Voided"],
  ["info", "clock", "Outstanding"],
  ["info", "clock", "Queued"],
  ["ok", "check-ring", "Posted"],
  ["danger", "alert", "Incomplete"],
];

const SWATCHES = [
  ["bg-paper", "Paper"],
  ["bg-sheet", "Sheet"],
  ["bg-well", "Well"],
  ["bg-ink", "Ink"],
  ["bg-ink-2", "Ink 2"],
  ["bg-ink-3", "Ink 3"],
  ["bg-accent", "Lamp green"],
  ["bg-pad", "Legal pad"],
  ["bg-selected", "Selected"],
  ["bg-danger", "Red"],
  ["bg-trust", "Trust"],
  ["bg-operating", "Operating"],
] as const;

const CHARTS = ["bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6"] as const;

export function ColourSamples() {
  return (
    <>
      <Section title="Colour">
        <div className="grid grid-cols-3 gap-3">
          {SWATCHES.map(([className, name]) => (
            <div key={name}>
              <div className={`h-12 rounded-control border border-rule-strong ${className}`} />
              <span className="text-xs text-ink-2">{name}</span>
            </div>
          ))}
        </div>
      </Section>
      <Section title="Charts">
        <div className="flex gap-[3px]">
          {CHARTS.map((className) => (
            <div key={className} className={`h-10 flex-1 ${className}`} />
          ))}
        </div>
      </Section>
      <Section title="Type">
        <p className="amount">$4,862.50</p>
        <p className="title-page">Page title, 28 serif</p>
        <p className="title-section">Section title, 16 sans</p>
        <p>Body, 14 sans, on staff pages</p>
        <p className="text-sm text-ink-2">Cells and labels, 13</p>
        <p className="text-xs text-ink-3">Hints and heads, 12</p>
      </Section>
      <Section title="Icons">
        <div className="flex flex-wrap gap-3 text-lg">
          {(Object.keys(ICON_SHAPES) as IconName[]).map((name) => (
            <Icon key={name} name={name} label={name} />
          ))}
        </div>
      </Section>
    </>
  );
}

export function MarkSamples() {
  return (
    <>
      <Section title="Status: a mark and a word">
        <div className="grid grid-cols-[repeat(3,max-content)] gap-x-7 gap-y-2 text-sm">
          {STATUSES.map(([tone, icon, word]) => (
            <Status key={word} tone={tone} icon={icon}>
              {word}
            </Status>
          ))}
        </div>
      </Section>
      <Section title="Two kinds of money">
        <p className="flex items-center gap-3">
          <Tag tone="operating">Operating</Tag> <b>$451,980.20</b>
        </p>
        <p className="mt-2 flex items-center gap-3">
          <Tag tone="trust">Trust</Tag> <b>$160,500.00</b>
        </p>
      </Section>
      <Section title="Chips, keys, tabs, steps">
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <Chip name="Created" removeHref="?" removeLabel="Remove Created">
            this month
          </Chip>
          <Chip name="Match">all</Chip> <Kbd>Ctrl K</Kbd>
        </div>
        <Tabs
          label="Views"
          items={[
            { href: "?a", label: "Pending/Incomplete", count: 23, current: true },
            { href: "?b", label: "Pending", count: 19 },
            { href: "?c", label: "Posted", count: "1,204" },
          ]}
        />
        <div className="mt-4">
          <Steps
            label="Progress"
            doneText="done"
            steps={[
              { label: "Search criteria", state: "done", href: "?" },
              { label: "Search", state: "done", href: "?" },
              { label: "Allocate", state: "current" },
              { label: "Pay", state: "ahead" },
            ]}
          />
        </div>
      </Section>
      <Section title="Progress">
        <Progress label="Sending 42 links" done={27} total={42} countText="27 of 42">
          You can leave this page. One failed: line 17, mailbox full. <a href="?">Retry it</a>
        </Progress>
      </Section>
      <Section title="Banners">
        <div className="grid gap-3">
          <Banner tone="warn" title="Same payer, same amount, 3 minutes ago.">
            P-2026-008141. Take a second payment only if you mean it.
          </Banner>
          <Banner tone="danger" title="3 rows need a correction, 4 cells in all.">
            <a href="?">Line 4, Due Date</a>. Correct them here, or delete the rows.
          </Banner>
          <Banner tone="ok" title="Fully applied." />
          <Banner title="The gateway is being asked." action={<a href="?">Open payment</a>} />
          <Banner tone="trust" title="Two payments will be taken.">
            Trust and operating money never share one.
          </Banner>
        </div>
      </Section>
    </>
  );
}
