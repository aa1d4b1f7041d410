import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-field";
import { Chip } from "@/components/ui/chip";
import { Icon, type IconName } from "@/components/ui/icon";
import { BarPages, BarRule, BarSum, BottomBar, Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { SortHead } from "@/components/ui/sort-head";
import { Status, type StatusTone } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import { TextInput } from "@/components/ui/text-field";
import { StaffFrame } from "../_components/staff-frame";

type Row = [
  date: string,
  payer: string,
  reference: string,
  trust: boolean,
  source: string,
  method: string,
  tone: StatusTone,
  icon: IconName,
  word: string,
  amount: string,
];

const ROWS: readonly Row[] = [
  [
    "Oct 14, 9:47 AM",
    "Bluewater Marine Supply, Inc.",
    "204118, 204077",
    false,
    "Send for Payment",
    "Visa 4242",
    "ok",
    "check",
    "Approved",
    "$4,862.50",
  ],
  [
    "Oct 14, 9:31 AM",
    "Marchetti Family Trust",
    "Matter 10233-0001",
    true,
    "Connect, entered",
    "eCheck 6789",
    "warn",
    "clock",
    "Pending",
    "$20,000.00",
  ],
  [
    "Oct 14, 9:12 AM",
    "Priya Raman",
    "204121",
    false,
    "Payment page",
    "Mastercard 5454",
    "ok",
    "check",
    "Approved",
    "$875.00",
  ],
  [
    "Oct 14, 8:58 AM",
    "Kestrel Software LLC",
    "204109",
    false,
    "Connect link",
    "Visa 1881",
    "warn",
    "info",
    "Unknown",
    "$2,950.00",
  ],
  [
    "Oct 13, 5:40 PM",
    "Tobias Feld",
    "203987",
    false,
    "Schedule",
    "Amex 0005",
    "dispute",
    "flag",
    "Disputed",
    "$640.00",
  ],
  [
    "Oct 13, 4:22 PM",
    "Estate of A. Penhallow",
    "Matter 10391-0002",
    true,
    "Send for Payment",
    "eCheck 2227",
    "danger",
    "return",
    "Returned",
    "$3,480.00",
  ],
  [
    "Oct 13, 3:05 PM",
    "St. Brigid’s Academy",
    "204099",
    false,
    "Auto-pay",
    "Visa 4242",
    "ok",
    "check-ring",
    "Settled",
    "$4,125.00",
  ],
  [
    "Oct 13, 2:48 PM",
    "Larkspur Holdings",
    "204012",
    false,
    "Schedule",
    "Visa 9995",
    "danger",
    "cross-ring",
    "Declined",
    "$1,200.00",
  ],
  [
    "Oct 12, 4:51 PM",
    "Wendell Ortiz",
    "204001",
    false,
    "Quick Pay",
    "Mastercard 8210",
    "off",
    "return",
    "Refunded",
    "−$450.00",
  ],
];

export default function GalleryListPage() {
  return (
    <StaffFrame>
      <PageHead
        title="Payment Manager"
        lead="412 payments match, of 6,118 this year"
        actions={
          <>
            <LinkButton href="?" icon="download">
              Export to Excel
            </LinkButton>
            <Button icon="columns">Columns</Button>
          </>
        }
      />
      <div className="filters">
        <span className="w-68">
          <TextInput
            size="sm"
            aria-label="Search"
            placeholder="Payer, invoice, matter, last 4, amount"
            lead={<Icon name="search" />}
          />
        </span>
        <Chip name="Created" removeHref="?" removeLabel="Remove Created">
          this month
        </Chip>
        <Chip name="Amount" removeHref="?" removeLabel="Remove Amount">
          $100.00 or more
        </Chip>
        <Button size="sm" variant="quiet" icon="plus">
          Add filter
        </Button>
        <Button size="sm" variant="quiet">
          Clear
        </Button>
      </div>
      <Sheet pad="none">
        <Ledger caption="Payments" hover>
          <thead>
            <tr>
              <Th kind="pick">
                <CheckBox aria-label="Select this page" />
              </Th>
              <SortHead href="?" direction="descending">
                Date
              </SortHead>
              <SortHead href="?" held>
                Payer
              </SortHead>
              <Th>Reference</Th>
              <Th>Account</Th>
              <Th>Source</Th>
              <Th>Method</Th>
              <Th>Status</Th>
              <Th kind="money">Amount</Th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([date, payer, reference, trust, source, method, tone, icon, word, amount], index) => (
              <tr key={reference} data-selected={index % 3 === 0 ? "" : undefined}>
                <Td kind="pick">
                  <CheckBox aria-label={`Select ${payer}`} defaultChecked={index % 3 === 0} />
                </Td>
                <Td kind="soft">{date}</Td>
                <Td held>
                  <a href="?" className="ledger-main">
                    {payer}
                  </a>
                </Td>
                <Td>{reference}</Td>
                <Td>
                  <Tag tone={trust ? "trust" : "operating"}>{trust ? "Trust" : "Operating"}</Tag>
                </Td>
                <Td kind="soft">{source}</Td>
                <Td kind="soft">{method}</Td>
                <Td>
                  <Status tone={tone} icon={icon}>
                    {word}
                  </Status>
                </Td>
                <Td kind="money">{amount}</Td>
              </tr>
            ))}
          </tbody>
        </Ledger>
        <BottomBar>
          <b>3 selected</b>
          <span>
            Sum <b>$9,862.50</b>
          </span>
          <a href="?">Select all 412</a>
          <BarRule />
          <span>All 412:</span>
          <BarSum label={<Tag tone="operating">Operating</Tag>}>$451,980.20</BarSum>
          <BarSum label={<Tag tone="trust">Trust</Tag>}>$160,500.00</BarSum>
          <BarPages text="1 to 50">
            <LinkButton href="?" size="sm">
              Newer
            </LinkButton>
            <LinkButton href="?" size="sm">
              Older
            </LinkButton>
          </BarPages>
        </BottomBar>
      </Sheet>
      <FlaggedRows />
    </StaffFrame>
  );
}

function FlaggedRows() {
  return (
    <Sheet pad="none" className="mt-5">
      <Ledger caption="Postings">
        <thead>
          <tr>
            <Th kind="pick">
              <CheckBox aria-label="Select this page" />
            </Th>
            <Th>Payer</Th>
            <Th>Invoice or ledger</Th>
            <Th>State</Th>
            <Th kind="money">Amount</Th>
          </tr>
        </thead>
        <tbody data-flag="danger">
          <tr>
            <Td kind="pick">
              <CheckBox aria-label="Select Priya Raman" />
            </Td>
            <Td>Priya Raman</Td>
            <Td>20412</Td>
            <Td>
              <Status tone="danger" icon="alert">
                Incomplete
              </Status>
            </Td>
            <Td kind="money">$875.00</Td>
          </tr>
          <tr className="why">
            <td />
            <Td colSpan={3}>
              <b>Invoice not found.</b> No open invoice 20412. Closest: 204121, Priya Raman, $875.00.
            </Td>
            <Td kind="money">
              <Button size="sm">Use 204121</Button>
            </Td>
          </tr>
        </tbody>
        <tbody>
          <tr>
            <Td kind="pick">
              <CheckBox aria-label="Select St. Brigid’s Academy" />
            </Td>
            <Td>St. Brigid’s Academy</Td>
            <Td>204099</Td>
            <Td>
              <Status tone="warn" icon="clock">
                Pending
              </Status>
            </Td>
            <Td kind="money">$4,125.00</Td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <Td colSpan={4}>Total</Td>
            <Td kind="money" total>
              $5,000.00
            </Td>
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}
