import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { StoredPayer } from "../lock-payer";
import type { PayerDetail, PayerFacts } from "../model";

export function detailOf(row: StoredPayer): PayerDetail {
  const { id, kind, name, givenName, familyName, emails, phone, clientRefs, notes, locale, customFields } = row;
  const { revision, createdAt, archivedAt, mergedInto, city, region, postalCode, country } = row;
  return {
    id,
    kind,
    name,
    givenName,
    familyName,
    emails,
    phone,
    address: { line1: row.addressLine1, line2: row.addressLine2, city, region, postalCode, country },
    clientRefs,
    notes,
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    customFields,
    revision,
    createdAt,
    archivedAt,
    mergedInto,
  };
}

export function factsOf(row: StoredPayer): PayerFacts {
  const {
    id: _id,
    revision: _revision,
    createdAt: _made,
    archivedAt: _gone,
    mergedInto: _into,
    ...facts
  } = detailOf(row);
  return facts;
}

/** The columns that hold these facts. */
export function columnsOf(facts: PayerFacts) {
  const { address, ...rest } = facts;
  const { line1: addressLine1, line2: addressLine2, city, region, postalCode, country } = address;
  return { ...rest, addressLine1, addressLine2, city, region, postalCode, country };
}
