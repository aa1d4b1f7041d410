import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { Status } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import { Timeline } from "@/components/ui/timeline";
import { StaffFrame } from "../../_components/staff-frame";

export default function GalleryDetailPage() {
  return (
    <StaffFrame>
      <PageHead
        look="sum"
        crumbs={[{ href: "/dev/gallery/staff", label: "Payment Manager" }, { label: "P-2026-008142" }]}
        crumbsLabel="Where you are"
        over="Bluewater Marine Supply, Inc."
        title="$4,862.50"
        lead={
          <span className="flex flex-wrap items-center gap-x-3.5 gap-y-1 text-base text-ink">
            <Status tone="ok" icon="check-ring">
              Settled
            </Status>
            <Tag tone="operating">Operating</Tag>
            <span>Visa ending in 4242, through Send for Payment</span>
          </span>
        }
        actions={
          <>
            <Button variant="quiet">Save payer</Button>
            <Button icon="card-entry">Quick Pay</Button>
            <Button icon="mail">Resend receipt</Button>
            <Button icon="print">Print</Button>
            <Button variant="danger" icon="return">
              Refund
            </Button>
          </>
        }
      />
      <div className="columns">
        <div className="stack">
          <Allocation />
          <Details />
          <Sheet title="Message to the matter system" aside="The client never sees this">
            <p className="text-sm">Partial on 204077 agreed with R. Lowe on Oct 12. Balance $1,242.50 to follow.</p>
          </Sheet>
        </div>
        <History />
      </div>
    </StaffFrame>
  );
}

function Allocation() {
  const confirmed = (
    <Status tone="ok" icon="check-ring">
      Confirmed
    </Status>
  );
  return (
    <Sheet title="Allocation" aside="Parts add up to the payment" pad="none">
      <Ledger caption="Allocation" indent>
        <thead>
          <tr>
            <Th>Invoice</Th>
            <Th>Matter</Th>
            <Th>Posting</Th>
            <Th kind="money">Was due</Th>
            <Th kind="money">Applied</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <Td className="font-semibold">204118</Td>
            <Td>10427-0003 Charter party dispute</Td>
            <Td>{confirmed}</Td>
            <Td kind="money">$3,125.00</Td>
            <Td kind="money">$3,125.00</Td>
          </tr>
          <tr>
            <Td className="font-semibold">204077</Td>
            <Td>10427-0001 General counsel</Td>
            <Td>{confirmed}</Td>
            <Td kind="money">$2,980.00</Td>
            <Td kind="money">$1,737.50</Td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <Td colSpan={3}>Total</Td>
            <Td kind="money" />
            <Td kind="money" total>
              $4,862.50
            </Td>
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}

function Details() {
  return (
    <Sheet title="Details">
      <div className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
        <Facts
          facts={[
            {
              name: "Payment",
              value: (
                <span className="flex items-center gap-1">
                  P-2026-008142
                  <span className="-my-1">
                    <CopyButton
                      text="P-2026-008142"
                      label="Copy payment number"
                      copiedText="Copied"
                      iconOnly
                      size="sm"
                      variant="quiet"
                    />
                  </span>
                </span>
              ),
            },
            { name: "Receipt", value: "R-2026-008142" },
            { name: "Created", value: "Oct 14, 2026, 9:47:12 AM ET" },
            { name: "Link", value: <a href="?">L-2026-004410</a> },
            { name: "Receipt email", value: "elena.marsh@bluewater.example" },
          ]}
        />
        <Facts
          facts={[
            { name: "Card", value: "Visa credit, ending in 4242, exp. 09/28" },
            { name: "Holder", value: "Elena Marsh, ZIP 10007" },
            { name: "Gateway", value: "Sandbox, ch_8f21c0…77e" },
            { name: "Surcharge", value: "None" },
            { name: "Fee", value: "$141.31, charged to Operating" },
          ]}
        />
      </div>
    </Sheet>
  );
}

function History() {
  return (
    <Sheet title="What happened" pad="none">
      <Timeline
        entries={[
          {
            id: "1",
            icon: "check-ring",
            tone: "ok",
            title: "Settled",
            time: "Oct 16, 6:02 AM",
            dateTime: "2026-10-16T10:02Z",
            text: "Batch 2026-10-16-OP, paid out to Operating •• 3310",
          },
          {
            id: "2",
            icon: "upload",
            title: "Posted",
            time: "Oct 14, 10:05 AM",
            dateTime: "2026-10-14T14:05Z",
            text: "In file HL_20261014_1005.txt, 14 records, control total $38,114.25. Confirmed by Elite 3E at 10:11 AM.",
          },
          {
            id: "3",
            icon: "send",
            title: "Queued for posting",
            time: "Oct 14, 9:58 AM",
            dateTime: "2026-10-14T13:58Z",
            text: "By Dana Whitfield, with 13 others",
          },
          {
            id: "4",
            icon: "mail",
            title: "Receipt sent",
            time: "Oct 14, 9:47 AM",
            dateTime: "2026-10-14T13:47Z",
            text: "To elena.marsh@bluewater.example. Delivered.",
          },
          {
            id: "5",
            icon: "check",
            tone: "ok",
            title: "Approved",
            time: "Oct 14, 9:47 AM",
            dateTime: "2026-10-14T13:47Z",
            text: "$4,862.50. Authorization 083114. Street and ZIP match, code match.",
          },
          {
            id: "6",
            icon: "cross-ring",
            tone: "danger",
            title: "Declined",
            time: "Oct 14, 9:44 AM",
            dateTime: "2026-10-14T13:44Z",
            text: "Insufficient funds. Visa ending in 9995. The link stayed open.",
          },
          {
            id: "7",
            icon: "eye",
            title: "Page opened",
            time: "Oct 14, 9:41 AM",
            dateTime: "2026-10-14T13:41Z",
            text: "By the payer, in English",
          },
          {
            id: "8",
            icon: "link",
            title: "Link sent",
            time: "Oct 13, 4:10 PM",
            dateTime: "2026-10-13T20:10Z",
            text: "By Dana Whitfield to elena.marsh@bluewater.example. Open for 24 hours.",
          },
        ]}
      />
    </Sheet>
  );
}
