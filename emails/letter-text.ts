import type { Letter } from "@/lib/email/model";

/** The plain-text part: every fact and link of the HTML part, one thing a line, addresses alone on theirs so that nothing sticks to them. */
export function letterText(letter: Letter): string {
  const { firm, amount, button } = letter;
  const blocks = [
    firm.name,
    ...letter.paragraphs,
    ...(amount ? [`${amount.text}\n${amount.account}`] : []),
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    letter.facts.map((fact) => `${fact.name}: ${fact.value}`).join("\n"),
    ...letter.notes,
    [firm.name, firm.addressLine, firm.phone].filter((line) => line !== "").join("\n"),
    letter.closing,
    ...(letter.leave ? [`${letter.leave.label}:\n${letter.leave.url}`] : []),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
