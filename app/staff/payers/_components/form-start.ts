import type { Locale } from "@/lib/i18n/model";
import type { PayerDetail } from "@/lib/payers/model";
import type { PayerFormTyped } from "@/lib/payers/schemas";

/** What stands in an empty form. */
export function emptyPayer(locale: Locale): PayerFormTyped {
  return {
    kind: "person",
    name: "",
    givenName: "",
    familyName: "",
    emails: "",
    phone: "",
    line1: "",
    line2: "",
    city: "",
    region: "",
    postalCode: "",
    country: "",
    clientRefs: "",
    notes: "",
    locale,
    customFields: {},
  };
}

/** What stands in the form of a payer that is there. A person kept under one name has it as the family name. */
export function startOfPayer(payer: PayerDetail): PayerFormTyped {
  const { kind, name, givenName, familyName, phone, notes, locale, customFields, revision } = payer;
  const isPerson = kind === "person";
  return {
    kind,
    name: isPerson ? "" : name,
    givenName,
    familyName: isPerson && !givenName && !familyName ? name : familyName,
    emails: payer.emails.join(", "),
    phone,
    ...payer.address,
    clientRefs: payer.clientRefs.join(", "),
    notes,
    locale,
    customFields,
    payerId: payer.id,
    revision,
  };
}
