import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Row,
  render,
  Section,
  Text,
} from "@react-email/components";
import type { ReactElement } from "react";
import type { Letter, MailFirm } from "@/lib/email/model";

/**
 * How every mail looks, and the only file that knows the library behind it. Colours are written out, because mail programs know no
 * variables; the dark ones stand in a media query that programs without dark mode leave out.
 */
const SERIF = "Georgia, 'Times New Roman', serif";
const SANS = "'Segoe UI', Arial, Helvetica, sans-serif";
const PAPER = "#f5f3ec";
const SHEET = "#fffefb";
const INK = "#17212b";
const INK_2 = "#414d57";
const RULE = "#e1e2d8";
const RULE_STRONG = "#c3c8bc";
const ACCENT = { ground: "#14523f", label: "#ffffff" };
const TRUST = "#2a3f94";

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .m-paper, .m-paper td { background: #11181a !important; }
  .m-sheet, .m-sheet td { background: #192124 !important; }
  .m-sheet { border-color: #435054 !important; }
  .m-ink { color: #efece2 !important; }
  .m-ink-2 { color: #c0c6c1 !important; }
  .m-trust { color: #b3c1ff !important; border-color: #7f91e0 !important; }
  .m-rule { border-color: #435054 !important; }
  .m-link { color: #8fd3b4 !important; }
  .m-mark { color: #efece2 !important; border-color: #7d8a87 !important; }
  .m-logo { background: #ffffff !important; padding: 4px !important; }
  .m-accent { background: #84cbab !important; color: #08211a !important; }
}`;

const text = { fontFamily: SANS, fontSize: "16px", lineHeight: "1.6", color: INK, margin: "0 0 16px" };
const small = { fontFamily: SANS, fontSize: "13px", lineHeight: "1.5", color: INK_2, margin: "0 0 8px" };
const rule = { border: "none", borderTop: `1px solid ${RULE_STRONG}`, margin: "24px 0" };

/** One mail: name, rule, what it says, the sum, the one button, the facts, rule, whom to call. */
export function LetterSheet({ letter }: { letter: Letter }) {
  const { firm } = letter;
  return (
    <Html lang={letter.locale}>
      <Head>
        <title>{letter.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </Head>
      <Preview>{previewOf(letter)}</Preview>
      <Body className="m-paper" style={{ background: PAPER, margin: 0, padding: "24px 8px" }}>
        <Container
          className="m-sheet"
          style={{ background: SHEET, border: `1px solid ${RULE_STRONG}`, maxWidth: "560px", width: "100%" }}
        >
          <Section style={{ padding: "28px 28px 24px" }}>
            <FirmName firm={firm} />
            <Hr className="m-rule" style={rule} />
            {letter.paragraphs.map((paragraph) => (
              <Text key={paragraph} className="m-ink" style={{ ...text, whiteSpace: "pre-line" }}>
                {paragraph}
              </Text>
            ))}
            {letter.amount && <Amount amount={letter.amount} />}
            {letter.button && <MainButton letter={letter} button={letter.button} />}
            <Facts facts={letter.facts} />
            {letter.notes.map((note) => (
              <Text key={note} className="m-ink-2" style={{ ...small, whiteSpace: "pre-line" }}>
                {note}
              </Text>
            ))}
            <Hr className="m-rule" style={rule} />
            <Text className="m-ink-2" style={small}>
              {[firm.name, firm.addressLine, firm.phone].filter((part) => part !== "").join(", ")}
            </Text>
            <Text className="m-ink-2" style={{ ...small, margin: 0 }}>
              {letter.closing}
            </Text>
            {letter.leave && <Leave leave={letter.leave} />}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

/** The HTML part, as it is sent; without the hints to load pictures early, which React writes for browsers. */
export async function renderHtml(mail: ReactElement): Promise<string> {
  return (await render(mail)).replace(/<link rel="preload"[^>]*>/g, "");
}

function previewOf(letter: Letter): string {
  const sum = letter.amount ? `${letter.amount.text}. ` : "";
  return `${sum}${letter.paragraphs[0] ?? ""}`.slice(0, 140);
}

/** The monogram says nothing that the name beside it does not, so a reader hears the name once. */
function FirmName({ firm }: { firm: MailFirm }) {
  const { logo, name } = firm;
  if (logo?.hasName)
    return (
      <Heading as="h1" style={{ margin: 0 }}>
        <Logo logo={logo} alt={name} />
      </Heading>
    );
  return (
    <Row>
      <Column aria-hidden="true" style={{ width: `${(logo?.width ?? 36) + 12}px` }}>
        {logo ? <Logo logo={logo} alt="" /> : <Mark firm={firm} />}
      </Column>
      <Column>
        <Heading
          as="h1"
          className="m-ink"
          style={{ fontFamily: SERIF, fontSize: "18px", fontWeight: 600, color: INK, margin: 0 }}
        >
          {name}
        </Heading>
      </Column>
    </Row>
  );
}

/** On white by night too, since logos are made for paper. Where pictures are not loaded, its name stands. */
function Logo({ logo, alt }: { logo: NonNullable<MailFirm["logo"]>; alt: string }) {
  const { url, width, height } = logo;
  const look = { fontFamily: SERIF, fontSize: "18px", fontWeight: 600, color: INK, display: "block" };
  return <Img className="m-logo" src={url} width={width} height={height} alt={alt} style={look} />;
}

function Mark({ firm }: { firm: MailFirm }) {
  const colour = firm.accent?.ground ?? ACCENT.ground;
  const mark = {
    fontFamily: SERIF,
    fontSize: "16px",
    lineHeight: "34px",
    fontWeight: 600,
    color: colour,
    border: `1px solid ${colour}`,
    borderRadius: "2px",
    textAlign: "center" as const,
    margin: 0,
    width: "36px",
  };
  return (
    <Text className="m-mark" style={mark}>
      {firm.monogram}
    </Text>
  );
}

function Amount({ amount }: { amount: NonNullable<Letter["amount"]> }) {
  const account = amount.isTrust
    ? { ...text, fontWeight: 600, color: TRUST, borderLeft: `4px solid ${TRUST}`, paddingLeft: "12px" }
    : { ...text, color: INK_2 };
  return (
    <>
      <Text
        className="m-ink"
        style={{ fontFamily: SERIF, fontSize: "28px", lineHeight: "1.2", color: INK, margin: "8px 0 4px" }}
      >
        {amount.text}
      </Text>
      <Text className={amount.isTrust ? "m-trust" : "m-ink-2"} style={account}>
        {amount.account}
      </Text>
    </>
  );
}

function MainButton({ letter, button }: { letter: Letter; button: NonNullable<Letter["button"]> }) {
  const accent = letter.firm.accent ?? ACCENT;
  const look = {
    background: accent.ground,
    color: accent.label,
    fontFamily: SANS,
    fontSize: "16px",
    fontWeight: 600,
    // The library sets the line to 1.2: 19 px and twice 13 are the 45 that a thumb needs.
    padding: "13px 20px",
    borderRadius: "3px",
    textDecoration: "none",
    display: "inline-block",
  };
  return (
    <Section style={{ margin: "8px 0 20px" }}>
      <Button href={button.url} className={letter.firm.accent ? undefined : "m-accent"} style={look}>
        {button.label}
      </Button>
      <Text className="m-ink-2" style={{ ...small, margin: "12px 0 0" }}>
        {letter.orAddress}
        <br />
        <Link href={button.url} className="m-link" style={{ color: accent.ground, wordBreak: "break-all" }}>
          {button.url}
        </Link>
      </Text>
    </Section>
  );
}

function Leave({ leave }: { leave: NonNullable<Letter["leave"]> }) {
  return (
    <Text className="m-ink-2" style={{ ...small, margin: "8px 0 0" }}>
      <Link href={leave.url} className="m-ink-2" style={{ color: INK_2, textDecoration: "underline" }}>
        {leave.label}
      </Link>
    </Text>
  );
}

function Facts({ facts }: { facts: Letter["facts"] }) {
  const cell = {
    fontFamily: SANS,
    fontSize: "14px",
    lineHeight: "1.4",
    padding: "8px 0",
    borderTop: `1px solid ${RULE}`,
  };
  return (
    <table
      className="m-rule"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ borderCollapse: "collapse", margin: "0 0 16px" }}
    >
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.name}>
            <th
              scope="row"
              className="m-ink-2 m-rule"
              style={{ ...cell, color: INK_2, textAlign: "left", fontWeight: 400, width: "40%" }}
            >
              {fact.name}
            </th>
            <td className="m-ink m-rule" style={{ ...cell, color: INK, textAlign: "left" }}>
              {fact.value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
