import { COUNTRIES } from "@/lib/payers/model";
import { ADDRESS_PARTS, type AddressPart, type AskedField, type BillingAddress } from "../model";
import { addressFieldOf } from "../rules";
import { ADDRESS_TEXTS } from "../schemas";

type CheckText = (path: string, value: string, longest: number, isRequired: boolean) => void;
type Refuse = (path: string, message: string) => void;

/** Where a letter finds nobody without them. */
const NEEDS_STATE_AND_CODE: readonly string[] = ["US", "CA"];

/** The address that a visitor gave; null where none is asked for, or none was given. */
export function readAddress(
  fields: readonly AskedField[],
  values: (name: string) => string,
  { checkText, refuse }: { checkText: CheckText; refuse: Refuse },
): BillingAddress | null {
  const asked = fields.find(({ kind, key }) => kind === "built_in" && key === "address");
  if (!asked) return null;
  const given = (part: AddressPart) => values(addressFieldOf(part));
  const country = given("country");
  for (const part of ADDRESS_PARTS)
    checkText(addressFieldOf(part), given(part), ADDRESS_TEXTS[part], asked.isRequired && isNeeded(part, country));
  if (country !== "" && !COUNTRIES.includes(country)) refuse(addressFieldOf("country"), "choice_unknown");
  if (ADDRESS_PARTS.every((part) => given(part) === "")) return null;
  return {
    ...{ line1: given("line1"), line2: given("line2"), city: given("city") },
    ...{ region: given("region"), postalCode: given("postalCode"), country },
  };
}

function isNeeded(part: AddressPart, country: string): boolean {
  if (part === "region" || part === "postalCode") return NEEDS_STATE_AND_CODE.includes(country);
  return part !== "line2";
}
