/** The words of the sandbox gateway's own pages. They stand apart from the product's catalogues, as another company's would. */
const EN = {
  title: "Secure payment fields",
  number: "Card number",
  expiry: "Expiry date",
  code: "Security code",
  zip: "ZIP code",
  name: "Name on account",
  accountType: "Account type",
  checking: "Checking",
  savings: "Savings",
  routing: "Routing number",
  account: "Account number",
  expiryFormat: "MM / YY",
  cardHint: "Test payments: only published test numbers work, such as 4242\u00a04242\u00a04242\u00a04242.",
  bankHint: "Test payments: only published test numbers work, such as 110000000 with 000123456789.",
  routingHint: "Nine digits, at the lower left of a check",
  noScript: "These fields need JavaScript. Switch it on in this browser, or call the firm to pay.",
  numberMissing: "Write the card number.",
  numberNotTest:
    "Only the published test numbers work here. Do not use a real card. Write 4242\u00a04242\u00a04242\u00a04242 for a payment that is approved.",
  expiryMissing: "Write the expiry date.",
  expiryUnreadable: "Write the expiry date as month and year, such as 12 / 29.",
  expiryPast: "This expiry date has passed. Write a date in the future.",
  codeWrong: "Write the security code, 3 or 4 digits.",
  zipMissing: "Write the ZIP code of the billing address.",
  nameMissing: "Write the name on the account.",
  routingMissing: "Write the routing number.",
  routingNotTest: "Only the published test numbers work here. Do not use a real account. Write 110000000.",
  accountMissing: "Write the account number.",
  accountNotTest:
    "Only the published test numbers work here. Do not use a real account. Write 000123456789 for a payment that settles.",
  challengeTitle: "Confirm this payment",
  challengeLead: "Your bank wants to know that it is you who pays.",
  challengeCard: "Card ending in",
  challengeTo: "To",
  challengeTest: "This is a test page of the sandbox gateway. Choose how it ends.",
  approve: "Approve",
  reject: "Reject",
  challengeDone: "Your answer is recorded.",
  challengeClosed: "This request was answered before, or has run out.",
  challengeReturn: "Go back to the payment page to see the result.",
};

export type SandboxTexts = typeof EN;

const FR: SandboxTexts = {
  title: "Champs de paiement sécurisés",
  number: "Numéro de carte",
  expiry: "Date d’expiration",
  code: "Code de sécurité",
  zip: "Code postal",
  name: "Titulaire du compte",
  accountType: "Type de compte",
  checking: "Compte chèques",
  savings: "Compte d’épargne",
  routing: "Numéro d’acheminement",
  account: "Numéro de compte",
  expiryFormat: "MM / AA",
  cardHint:
    "Paiements d’essai : seuls les numéros d’essai publiés fonctionnent, par exemple 4242\u00a04242\u00a04242\u00a04242.",
  bankHint:
    "Paiements d’essai : seuls les numéros d’essai publiés fonctionnent, par exemple 110000000 avec 000123456789.",
  routingHint: "Neuf chiffres, en bas à gauche d’un chèque",
  noScript: "Ces champs ont besoin de JavaScript. Activez-le dans ce navigateur, ou appelez le cabinet pour payer.",
  numberMissing: "Saisissez le numéro de la carte.",
  numberNotTest:
    "Seuls les numéros d’essai publiés fonctionnent ici. N’utilisez pas une vraie carte. Saisissez 4242\u00a04242\u00a04242\u00a04242 pour un paiement accepté.",
  expiryMissing: "Saisissez la date d’expiration.",
  expiryUnreadable: "Saisissez le mois et l’année d’expiration, par exemple 12 / 29.",
  expiryPast: "Cette date d’expiration est passée. Saisissez une date à venir.",
  codeWrong: "Saisissez le code de sécurité, 3 ou 4 chiffres.",
  zipMissing: "Saisissez le code postal de l’adresse de facturation.",
  nameMissing: "Saisissez le nom du titulaire du compte.",
  routingMissing: "Saisissez le numéro d’acheminement.",
  routingNotTest:
    "Seuls les numéros d’essai publiés fonctionnent ici. N’utilisez pas un vrai compte. Saisissez 110000000.",
  accountMissing: "Saisissez le numéro de compte.",
  accountNotTest:
    "Seuls les numéros d’essai publiés fonctionnent ici. N’utilisez pas un vrai compte. Saisissez 000123456789 pour un paiement qui aboutit.",
  challengeTitle: "Confirmez ce paiement",
  challengeLead: "Votre banque veut savoir que c’est bien vous qui payez.",
  challengeCard: "Carte se terminant par",
  challengeTo: "À",
  challengeTest: "Ceci est une page d’essai de la passerelle de démonstration. Choisissez l’issue.",
  approve: "Accepter",
  reject: "Refuser",
  challengeDone: "Votre réponse est enregistrée.",
  challengeClosed: "Cette demande a déjà reçu une réponse, ou a expiré.",
  challengeReturn: "Revenez à la page de paiement pour voir le résultat.",
};

const ES: SandboxTexts = {
  title: "Campos de pago seguros",
  number: "Número de tarjeta",
  expiry: "Fecha de vencimiento",
  code: "Código de seguridad",
  zip: "Código postal",
  name: "Titular de la cuenta",
  accountType: "Tipo de cuenta",
  checking: "Cuenta corriente",
  savings: "Cuenta de ahorros",
  routing: "Número de ruta",
  account: "Número de cuenta",
  expiryFormat: "MM / AA",
  cardHint:
    "Pagos de prueba: solo funcionan los números de prueba publicados, por ejemplo 4242\u00a04242\u00a04242\u00a04242.",
  bankHint: "Pagos de prueba: solo funcionan los números de prueba publicados, por ejemplo 110000000 con 000123456789.",
  routingHint: "Nueve dígitos, abajo a la izquierda de un cheque",
  noScript: "Estos campos necesitan JavaScript. Actívelo en este navegador o llame al bufete para pagar.",
  numberMissing: "Escriba el número de la tarjeta.",
  numberNotTest:
    "Aquí solo funcionan los números de prueba publicados. No use una tarjeta real. Escriba 4242\u00a04242\u00a04242\u00a04242 para un pago aprobado.",
  expiryMissing: "Escriba la fecha de vencimiento.",
  expiryUnreadable: "Escriba el mes y el año de vencimiento, por ejemplo 12 / 29.",
  expiryPast: "Esta fecha de vencimiento ya pasó. Escriba una fecha futura.",
  codeWrong: "Escriba el código de seguridad, de 3 o 4 dígitos.",
  zipMissing: "Escriba el código postal de la dirección de facturación.",
  nameMissing: "Escriba el nombre del titular de la cuenta.",
  routingMissing: "Escriba el número de ruta.",
  routingNotTest: "Aquí solo funcionan los números de prueba publicados. No use una cuenta real. Escriba 110000000.",
  accountMissing: "Escriba el número de cuenta.",
  accountNotTest:
    "Aquí solo funcionan los números de prueba publicados. No use una cuenta real. Escriba 000123456789 para un pago que se liquida.",
  challengeTitle: "Confirme este pago",
  challengeLead: "Su banco quiere saber que es usted quien paga.",
  challengeCard: "Tarjeta terminada en",
  challengeTo: "A",
  challengeTest: "Esta es una página de prueba de la pasarela de demostración. Elija cómo termina.",
  approve: "Aprobar",
  reject: "Rechazar",
  challengeDone: "Su respuesta quedó registrada.",
  challengeClosed: "Esta solicitud ya fue respondida o ha vencido.",
  challengeReturn: "Vuelva a la página de pago para ver el resultado.",
};

const TEXTS = { en: EN, fr: FR, es: ES } as const;
export type SandboxLocale = keyof typeof TEXTS;

/** English for anything unknown; "fr-CA" counts as "fr". */
export function readLocale(asked: string | null): SandboxLocale {
  const language = (asked ?? "").toLowerCase().split("-")[0];
  return language === "fr" || language === "es" ? language : "en";
}

export function sandboxTexts(locale: SandboxLocale): SandboxTexts {
  return TEXTS[locale];
}
