type Words = { title: string; detail: string };

/** The English of the API: what is wrong, where, how to mend it. Keys are reasons first, codes for the rest. */
export const PROBLEM_WORDS: Record<string, Words> = {
  invoices_off: {
    title: "Invoices are switched off",
    detail: "This firm does not use the Invoices module. An administrator can switch it on in Settings.",
  },
  invoice_unknown: {
    title: "Invoice not found",
    detail: "There is no invoice with this id in your firm. Check the id.",
  },
  invoice_closed: {
    title: "Nothing is open on the invoice",
    detail: "It is paid, written off or cancelled, so that it is not sent again.",
  },
  invoice_not_draft: {
    title: "The invoice was sent",
    detail: "What was sent never changes. Cancel it, and make a new one.",
  },
  invoice_changed: {
    title: "The draft was changed meanwhile",
    detail: "Somebody changed this draft after the `revision` you sent. Read it again, then send your change.",
  },
  invoice_empty: {
    title: "The invoice asks for nothing",
    detail: "A draft is sent once its lines come to one cent or more.",
  },
  no_address: { title: "No mail address", detail: "Send `recipientEmails`, or leave `mail` false." },
  invalid_input: {
    title: "Input is not valid",
    detail:
      "Some values are wrong. `errors` names each with what is expected; correct them and send the request again.",
  },
  unauthenticated: {
    title: "No valid API key",
    detail: "Send the header `Authorization: Bearer <key>` with an API key that is not revoked.",
  },
  forbidden: {
    title: "The key may not do this",
    detail: "This API key lacks a permission. Use another key, or let an administrator give it the permission.",
  },
  not_found: { title: "Not found", detail: "There is nothing with this id in your firm. Check the id." },
  link_unknown: { title: "Link not found", detail: "There is no link with this id in your firm. Check the id." },
  payment_unknown: {
    title: "Payment not found",
    detail: "There is no payment with this id in your firm. Check the id.",
  },
  posting_unknown: {
    title: "Posting record not found",
    detail: "There is no posting record with this id in your firm. Check the id.",
  },
  payer_unknown: { title: "Payer not found", detail: "There is no payer with this id in your firm. Check the id." },
  payer_changed: {
    title: "The payer was changed meanwhile",
    detail: "Somebody changed this payer after the `revision` you sent. Read it again, then send your change.",
  },
  payer_name_missing: {
    title: "A payer needs a name",
    detail: "Send `name`, or of a person `givenName` or `familyName`.",
  },
  no_matter_system: {
    title: "No matter system is connected",
    detail: "An administrator of the firm chooses one in Connect settings.",
  },
  connector_down: {
    title: "The matter system cannot be reached",
    detail: "The Connect service at the firm does not answer. Nothing was changed. Send the same request again later.",
  },
  connector_slow: {
    title: "The matter system did not answer in time",
    detail: "Nothing was changed. Send the same request again in a minute.",
  },
  connector_failed: {
    title: "The matter system could not answer",
    detail: "Nothing was changed.",
  },
  auto_pay_unknown: {
    title: "Auto-Pay not found",
    detail: "There is no Auto-Pay with this id in your firm. Check the id.",
  },
  auto_pay_cancelled: {
    title: "The Auto-Pay is cancelled",
    detail: "A cancelled Auto-Pay stays so. Make another one.",
  },
  auto_pay_changed: {
    title: "The Auto-Pay was changed meanwhile",
    detail: "Somebody changed it while your request ran. Read it again, then send your change.",
  },
  auto_pay_not_active: { title: "The Auto-Pay is not running", detail: "Only a running Auto-Pay can be paused." },
  auto_pay_not_paused: { title: "The Auto-Pay is not paused", detail: "Only a paused Auto-Pay can be resumed." },
  auto_pay_not_renewable: {
    title: "The Auto-Pay has no year to renew",
    detail: "Only a running or ended Auto-Pay that is not a single one can be renewed.",
  },
  association_unknown: {
    title: "Association not found",
    detail: "Each of `associationIds` is an association of this payer in the matter system that is in use.",
  },
  enrollment_missing: { title: "Nothing is enrolled", detail: "Name at least one association in `associationIds`." },
  connection_missing: {
    title: "No matter system is connected",
    detail: "An administrator of the firm chooses one in Connect settings.",
  },
  connect_off: {
    title: "Connect is switched off",
    detail: "This firm does not use the Connect module. An administrator can switch it on in Settings.",
  },
  path_unknown: {
    title: "No such address",
    detail: "The API has nothing at this address. /api/v1/openapi.json lists every address.",
  },
  conflict: {
    title: "Changed meanwhile",
    detail: "Somebody changed this while your request ran. Read it again, then decide.",
  },
  refused: {
    title: "Not possible now",
    detail: "This cannot be done in the present state. Read it again, then decide.",
  },
  rate_limited: {
    title: "Too many requests",
    detail: "This key has used up its requests for now. Wait as long as the header `Retry-After` says.",
  },
  money_frozen: {
    title: "Money is frozen",
    detail:
      "Payments and refunds of this firm are paused. An administrator can lift this; then send the request again.",
  },
  idempotency_key_reused: {
    title: "Idempotency key used before",
    detail: "This Idempotency-Key came before with another body. Use a new key for a new request.",
  },
  idempotency_key_invalid: {
    title: "Idempotency key not valid",
    detail: "Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID.",
  },
  request_in_progress: {
    title: "The same request is at work",
    detail: "A request with this Idempotency-Key has not finished. Send the same request again in a few seconds.",
  },
  upstream_unavailable: {
    title: "The payment processor does not answer",
    detail: "Nothing was changed. Send the same request again later, with the same Idempotency-Key.",
  },
  internal: {
    title: "Something failed on our side",
    detail:
      "Send the same request again with the same Idempotency-Key. If it fails again, ask for help and name `reference`.",
  },
  method_not_allowed: {
    title: "Method not allowed",
    detail: "This address does not take this method. The header `Allow` names those it takes.",
  },
  unknown_parameter: {
    title: "No such parameter",
    detail: "The address has a parameter that means nothing here. `errors` names it, and those that are known.",
  },
  body_too_large: { title: "Body too large", detail: "A body has at most 10 MB. Split the file or the request." },
  body_not_json: { title: "Body is not JSON", detail: "Send one JSON object in UTF-8 as the body." },
  body_missing: { title: "Body is missing", detail: "Send one JSON object as the body." },
  text_has_nul: {
    title: "A text holds a NUL character",
    detail: "Texts cannot hold the character U+0000. Remove it and send the request again.",
  },
  cursor_invalid: {
    title: "Cursor not valid",
    detail: "`cursor` is the `nextCursor` of an earlier answer, unchanged. Leave it out to begin with the newest.",
  },
  cursor_of_other_sort: {
    title: "Cursor of another order",
    detail:
      "This `cursor` was made for another `sort`. Leave it out to begin anew, or send the `sort` it was made for.",
  },
  amount_unreadable: {
    title: "Amount not valid",
    detail:
      "`amount` is one amount as a person writes it, such as 1,250.00. For a range send `minCents` and `maxCents`.",
  },
  account_unknown: {
    title: "Merchant account not found",
    detail: "`account` is the id or the exact name of a merchant account of your firm.",
  },
  trust_needs_matter: {
    title: "Trust money names client and matter",
    detail: "A link into a trust account needs `clientRef` and `matterRef`. Send both, or choose an operating account.",
  },
  trust_not_for_files: {
    title: "Trust accounts take no files",
    detail:
      "Links from a file go to operating accounts only. Name one with `?account=`, or send trust links one by one.",
  },
  file_empty: { title: "The file is empty", detail: "Send the file itself as the body of the request." },
  file_has_nul: { title: "The file is no text", detail: "Save the table as CSV or as tab-separated text." },
  file_binary: { title: "The file is no text", detail: "Save the table as CSV or as tab-separated text." },
  file_without_rows: {
    title: "The file has no rows",
    detail: "The file has column names only. Write one row for each link beneath them.",
  },
  column_missing: { title: "A column is missing", detail: "Name each column in the first line as in the template." },
  column_twice: { title: "A column stands twice", detail: "Keep one column of each name." },
  too_many_columns: { title: "Too many columns", detail: "Keep the seven columns of the template." },
  too_many_rows: { title: "Too many rows", detail: "Split the file." },
  too_many_lines: { title: "Too many lines", detail: "Split the file." },
  rows_invalid: { title: "Some rows are wrong", detail: "No link was made. Correct the file and send it again." },
  link_paid: { title: "The link is paid", detail: "A paid link cannot be cancelled. Refund its payment instead." },
  link_cancelled: { title: "The link is cancelled", detail: "This link was cancelled before. Nothing is left to do." },
  link_expired: { title: "The link has expired", detail: "It cannot be paid any more; nothing is left to cancel." },
  link_being_paid: {
    title: "The link is being paid",
    detail: "A client is paying this link right now. Read it again in a minute.",
  },
  not_refundable: {
    title: "Nothing to refund",
    detail:
      "Only money that was taken and not yet refunded can go back. Read the payment: `refundableCents` says how much.",
  },
  amount_above_rest: {
    title: "More than what is left",
    detail:
      "The refund is above what is left of the payment. Read the payment: `refundableCents` says how much may go back.",
  },
  trust_balance_too_low: {
    title: "More than the matter's cleared trust balance",
    detail:
      "Trust money goes back only out of what has settled and cleared of its client's matter. Refund less, or wait until more has cleared.",
  },
  amount_too_small: { title: "Amount too small", detail: "Refund at least 1 cent." },
  being_voided: {
    title: "Being voided",
    detail:
      "A void of this payment is under way or done; it and a refund exclude each other. Read the payment: `voids`.",
  },
  refund_waiting: {
    title: "A refund waits for a second person",
    detail: "Another refund of this payment waits to be approved or declined. Read the payment: `refundRequests`.",
  },
  refund_request_over: {
    title: "The request is over",
    detail: "It was declined, taken back or has lapsed. Read the payment, then ask with a new Idempotency-Key.",
  },
  void_above_limit: {
    title: "Above what one person may take back",
    detail:
      "Your firm wants a second person for so much. Ask for a refund instead: it waits until somebody approves it.",
  },
  not_voidable: {
    title: "Too late to void",
    detail: "Only a payment that has not settled, without any refund, can be voided. Refund it instead.",
  },
  void_refused: {
    title: "The processor refused the void",
    detail: "The payment processor refused this void; nothing changed. A refund may still be possible.",
  },
  refund_refused: {
    title: "The processor refused the refund",
    detail: "The payment processor refused this refund; no money went back. Look at the payment before you try again.",
  },
};

/** Words that the schemas shared with forms use in place of sentences. */
const FIELD_WORDS: Record<string, string> = {
  auto_pay_name_missing: "Write a name.",
  month_days_invalid: "Of twice_monthly write two different days, such as [1, 15]; else leave it out.",
  auto_pay_needs_operating: "Name an operating account: trust money is applied by hand.",
  method_of_other_account: "Write a saved method of this payer at this account.",
  start_in_past: "Write today or a later day.",
  start_too_far: "Write a day within the next five years.",
  amount_above_rest: "This is more than what is left to refund.",
  not_refundable: "Nothing of this payment is left to refund.",
  trust_balance_too_low: "This is more than the matter's cleared trust balance.",
  amount_invalid: "Write a whole number of cents: 125000 is $1,250.00.",
  amount_too_small: "Write 1 cent or more.",
  amount_too_large: "Write 99999999999 cents or less.",
  account_unknown: "Write the id or the exact name of one of your merchant accounts.",
  trust_not_for_files: "Write the id or the exact name of an operating account.",
  trust_needs_matter: "A trust account needs this field.",
  cursor_of_other_sort: "Leave it out, or send the `sort` that the cursor was made for.",
  amount_unreadable: "Write an amount such as 1,250.00.",
  code_invalid: "Write codes in small letters, digits and underscores, with commas between them.",
  last4_invalid: "Write the last four digits.",
  user_invalid: "Write ids of users, such as usr_0a1b2c, with commas between them.",
  field_invalid: "Name the field by its id: cf.fld_0a1b2c=value.",
  cursor_invalid: "Write the `nextCursor` of an earlier answer, unchanged.",
  date_invalid: "Write a calendar date such as 2026-10-31.",
  email_invalid: "Write an address such as name@example.com.",
  payer_name_missing: "Write a name.",
  text_too_long: "This is too long.",
  emails_too_many: "Write at most 20 addresses.",
  refs_too_many: "Write at most 20 references.",
  country_unknown: "Write an ISO 3166-1 code of two letters, such as US.",
  card_number_in_text: "This holds what looks like a card number. Such numbers are never kept.",
  email_missing: "Write at least one address, or set `send` to false.",
};

export function wordsOfField(message: string): string {
  return FIELD_WORDS[message] ?? message;
}
