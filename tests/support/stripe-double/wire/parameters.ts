import type Stripe from "stripe";
import {
  either,
  flag,
  group,
  integer,
  listOf,
  metadata,
  oneOf,
  PAGE,
  type Reads,
  range,
  required,
  shapeOf,
  text,
  unsettable,
} from "./fields";

/** What each call may be given. Every name is one that the SDK's types publish; a name that is missing here is refused as unknown. */
const expand = listOf(text());
const ADDRESS = { city: text(), country: text(2), line1: text(), line2: text(), postal_code: text(), state: text() };
const BILLING = group({
  address: unsettable(group(ADDRESS)),
  email: unsettable(text(512)),
  name: unsettable(text()),
  phone: unsettable(text(20)),
});

const METHOD_TYPES = oneOf("card", "us_bank_account", "link");
const US_BANK = {
  account_holder_type: oneOf("company", "individual"),
  account_number: text(),
  account_type: oneOf("checking", "savings"),
  routing_number: text(),
};

/** A number is never sent to the API by us; test tokens stand for one. */
const METHOD_DATA = {
  type: required(oneOf("card", "us_bank_account")),
  allow_redisplay: oneOf("always", "limited", "unspecified"),
  billing_details: BILLING,
  card: group({ token: required(text()) }),
  us_bank_account: group(US_BANK),
  metadata,
};

const MANDATE_DATA = group({
  customer_acceptance: required(
    group({
      type: required(oneOf("online", "offline")),
      accepted_at: integer,
      online: group({ ip_address: required(text()), user_agent: required(text()) }),
      offline: group({}),
    }),
  ),
});
export type MandateData = {
  customer_acceptance?: {
    type?: "online" | "offline";
    accepted_at?: number;
    online?: { ip_address?: string; user_agent?: string };
  };
};

const CREDENTIAL_USE = oneOf("installment", "recurring", "unscheduled");
const METHOD_OPTIONS = group({
  card: group({
    request_three_d_secure: oneOf("any", "automatic", "challenge"),
    setup_credential_usage: CREDENTIAL_USE,
    stored_credential_usage: CREDENTIAL_USE,
    setup_future_usage: unsettable(oneOf("none", "off_session", "on_session")),
    moto: flag,
  }),
  us_bank_account: group({
    // Taken and not acted upon: the test accounts count as verified.
    financial_connections: group({ permissions: listOf(text()), prefetch: listOf(text()) }),
    verification_method: oneOf("automatic", "instant", "microdeposits"),
    preferred_settlement_speed: unsettable(oneOf("fastest", "standard")),
    setup_future_usage: unsettable(oneOf("none", "off_session", "on_session")),
    mandate_options: group({ collection_method: unsettable(oneOf("paper")) }),
    target_date: text(10),
    transaction_purpose: unsettable(oneOf("goods", "services", "other", "unspecified")),
  }),
});

const AUTOMATIC = group({ enabled: required(flag), allow_redirects: oneOf("always", "never") });
const FUTURE = oneOf("off_session", "on_session");
const OFF_SESSION = either(flag, oneOf("one_off", "recurring"));

const CONFIRMING = {
  allowed_payment_method_types: listOf(METHOD_TYPES),
  excluded_payment_method_types: listOf(text()),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  confirmation_token: text(),
  error_on_requires_action: flag,
  expand,
  mandate: text(),
  mandate_data: unsettable(MANDATE_DATA),
  off_session: OFF_SESSION,
  payment_method: text(),
  payment_method_options: METHOD_OPTIONS,
  receipt_email: unsettable(text(800)),
  return_url: text(),
  setup_future_usage: unsettable(FUTURE),
  use_stripe_sdk: flag,
};

const createIntent = shapeOf<Stripe.PaymentIntentCreateParams>()({
  ...CONFIRMING,
  amount: required(integer),
  currency: required(text(3)),
  automatic_payment_methods: AUTOMATIC,
  confirm: flag,
  confirmation_method: oneOf("automatic", "manual"),
  customer: text(),
  description: text(1_000),
  metadata,
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
});

const list = { created: range, ...PAGE };

type TokenParams = NonNullable<Parameters<Stripe["testHelpers"]["confirmationTokens"]["create"]>[0]>;

export const PARAMETERS = {
  createIntent,
  confirmIntent: shapeOf<Stripe.PaymentIntentConfirmParams>()(CONFIRMING),
  captureIntent: shapeOf<Stripe.PaymentIntentCaptureParams>()({
    amount_to_capture: integer,
    expand,
    metadata,
    statement_descriptor_suffix: text(22),
  }),
  cancelIntent: shapeOf<Stripe.PaymentIntentCancelParams>()({
    cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
    expand,
  }),
  updateIntent: shapeOf<Stripe.PaymentIntentUpdateParams>()({
    description: text(1_000),
    metadata,
    receipt_email: unsettable(text(800)),
    expand,
  }),
  // The published pages read an intent in the browser with its client secret.
  retrieveIntent: shapeOf<Stripe.PaymentIntentRetrieveParams>()({ client_secret: text(), expand }),
  listIntents: shapeOf<Stripe.PaymentIntentListParams>()({ ...list, customer: text() }),
  search: shapeOf<Stripe.PaymentIntentSearchParams>()({
    query: required(text()),
    limit: PAGE.limit,
    page: text(),
    expand,
  }),
  createSetup: shapeOf<Stripe.SetupIntentCreateParams>()({
    allowed_payment_method_types: CONFIRMING.allowed_payment_method_types,
    excluded_payment_method_types: listOf(text()),
    automatic_payment_methods: AUTOMATIC,
    confirm: flag,
    confirmation_token: text(),
    customer: text(),
    description: text(),
    expand,
    mandate_data: unsettable(MANDATE_DATA),
    metadata,
    payment_method: text(),
    payment_method_options: METHOD_OPTIONS,
    return_url: text(),
    usage: FUTURE,
    use_stripe_sdk: flag,
  }),
  confirmSetup: shapeOf<Stripe.SetupIntentConfirmParams>()({
    confirmation_token: text(),
    expand,
    mandate_data: unsettable(MANDATE_DATA),
    payment_method: text(),
    payment_method_options: METHOD_OPTIONS,
    return_url: text(),
    use_stripe_sdk: flag,
  }),
  cancelSetup: shapeOf<Stripe.SetupIntentCancelParams>()({
    cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer"),
    expand,
  }),
  listSetups: shapeOf<Stripe.SetupIntentListParams>()({ ...list, customer: text(), payment_method: text() }),
  customer: shapeOf<Stripe.CustomerCreateParams>()({
    address: unsettable(group(ADDRESS)),
    description: text(),
    email: text(512),
    expand,
    invoice_settings: group({ default_payment_method: text() }),
    metadata,
    name: text(256),
    payment_method: text(),
    phone: text(20),
    preferred_locales: listOf(text()),
  }),
  createMethod: shapeOf<Stripe.PaymentMethodCreateParams>()({ ...METHOD_DATA, expand }),
  attach: shapeOf<Stripe.PaymentMethodAttachParams>()({ customer: required(text()), expand }),
  listCustomers: shapeOf<Stripe.CustomerListParams>()({ ...list, email: text() }),
  listAllMethods: shapeOf<Stripe.PaymentMethodListParams>()({ ...PAGE, customer: text(), type: METHOD_TYPES }),
  listMethods: shapeOf<Stripe.CustomerListPaymentMethodsParams>()({ ...PAGE, type: METHOD_TYPES }),
  createToken: shapeOf<TokenParams>()({
    expand,
    payment_method: text(),
    payment_method_data: group(METHOD_DATA),
    return_url: text(),
    setup_future_usage: FUTURE,
  }),
  createRefund: shapeOf<Stripe.RefundCreateParams>()({
    amount: integer,
    charge: text(),
    payment_intent: text(),
    expand,
    metadata,
    reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
  }),
  updateRefund: shapeOf<Stripe.RefundUpdateParams>()({ metadata, expand }),
  listRefunds: shapeOf<Stripe.RefundListParams>()({ ...list, charge: text(), payment_intent: text() }),
  listCharges: shapeOf<Stripe.ChargeListParams>()({ ...list, customer: text(), payment_intent: text() }),
  listDisputes: shapeOf<Stripe.DisputeListParams>()({ ...list, charge: text(), payment_intent: text() }),
  updateDispute: shapeOf<Stripe.DisputeUpdateParams>()({
    evidence: group({
      customer_name: text(),
      customer_email_address: text(),
      product_description: text(150_000),
      service_date: text(),
      uncategorized_text: text(150_000),
    }),
    expand,
    metadata,
    submit: flag,
  }),
  listEvents: shapeOf<Stripe.EventListParams>()({ ...list, type: text(), types: listOf(text()) }),
  listTransactions: shapeOf<Stripe.BalanceTransactionListParams>()({ ...list, source: text(), type: text() }),
  onlyExpand: shapeOf<Stripe.ChargeRetrieveParams>()({ expand }),
};

export type Given<K extends keyof typeof PARAMETERS> = Reads<(typeof PARAMETERS)[K]>;
export type MethodData = Reads<typeof METHOD_DATA>;
