/** The words of our pages around Stripe's fields. What stands in the fields themselves is Stripe's, in the same language. */
const EN = {
  title: "Secure payment fields",
  loading: "The payment fields are loading.",
  notReady: "This account cannot take payments here yet. Nothing was charged. Call the firm to pay.",
  notLoaded:
    "The payment fields could not be loaded. Nothing was charged. Check the connection, switch off blockers for this page, and load it again.",
  noScript: "These fields need JavaScript. Switch it on in this browser, or call the firm to pay.",
  failed: "These details could not be checked. Nothing was charged. Try again in a minute.",
  challengeTitle: "Confirm this payment",
  challengeWaiting: "Your bank is asking you to confirm. Its page opens here.",
  challengeDone: "Your answer is recorded.",
  challengeClosed: "This request was answered before, or has run out.",
  challengeReturn: "Go back to the payment page to see the result.",
};

export type StripeTexts = typeof EN;

const FR: StripeTexts = {
  title: "Champs de paiement sécurisés",
  loading: "Les champs de paiement se chargent.",
  notReady:
    "Ce compte ne peut pas encore recevoir de paiements ici. Rien n’a été débité. Appelez le cabinet pour payer.",
  notLoaded:
    "Les champs de paiement n’ont pas pu être chargés. Rien n’a été débité. Vérifiez la connexion, désactivez les bloqueurs pour cette page et rechargez-la.",
  noScript: "Ces champs ont besoin de JavaScript. Activez-le dans ce navigateur, ou appelez le cabinet pour payer.",
  failed: "Ces informations n’ont pas pu être vérifiées. Rien n’a été débité. Réessayez dans une minute.",
  challengeTitle: "Confirmez ce paiement",
  challengeWaiting: "Votre banque vous demande de confirmer. Sa page s’ouvre ici.",
  challengeDone: "Votre réponse est enregistrée.",
  challengeClosed: "Cette demande a déjà reçu une réponse, ou a expiré.",
  challengeReturn: "Revenez à la page de paiement pour voir le résultat.",
};

const ES: StripeTexts = {
  title: "Campos de pago seguros",
  loading: "Los campos de pago se están cargando.",
  notReady: "Esta cuenta todavía no puede recibir pagos aquí. No se cobró nada. Llame al bufete para pagar.",
  notLoaded:
    "No se pudieron cargar los campos de pago. No se cobró nada. Compruebe la conexión, desactive los bloqueadores en esta página y cárguela de nuevo.",
  noScript: "Estos campos necesitan JavaScript. Actívelo en este navegador o llame al bufete para pagar.",
  failed: "No se pudieron comprobar estos datos. No se cobró nada. Inténtelo de nuevo en un minuto.",
  challengeTitle: "Confirme este pago",
  challengeWaiting: "Su banco le pide que confirme. Su página se abre aquí.",
  challengeDone: "Su respuesta quedó registrada.",
  challengeClosed: "Esta solicitud ya fue respondida o ha vencido.",
  challengeReturn: "Vuelva a la página de pago para ver el resultado.",
};

const TEXTS = { en: EN, fr: FR, es: ES } as const;
export type StripeLocale = keyof typeof TEXTS;

/** English for anything unknown; "fr-CA" counts as "fr". */
export function readLocale(asked: string | null): StripeLocale {
  const language = (asked ?? "").toLowerCase().split("-")[0];
  return language === "fr" || language === "es" ? language : "en";
}

export function stripeTexts(locale: StripeLocale): StripeTexts {
  return TEXTS[locale];
}
