import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-field";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { BarPages, BarRule, BarSum, BottomBar, Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { Status } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import { TextInput } from "@/components/ui/text-field";
import { LIST_ROWS } from "../_components/list-rows";
import { StaffFrame } from "../_components/staff-frame";

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
              <Th aria-sort="descending">
                <a href="?" className="sort">
                  Date
                  <Icon name="arrow-down" />
                </a>
              </Th>
              <Th held>
                <a href="?" className="sort">
                  Payer
                  <Icon name="arrow-down" className="icon-idle" />
                </a>
              </Th>
              <Th>Reference</Th>
              <Th>Account</Th>
              <Th>Source</Th>
              <Th>Method</Th>
              <Th>Status</Th>
              <Th kind="money">Amount</Th>
            </tr>
          </thead>
          <tbody>
            {LIST_ROWS.map(([date, payer, reference, trust, source, method, tone, icon, word, amount], index) => (
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
