import access from "./fr/access.json";
import alerts from "./fr/alerts.json";
import apiSettings from "./fr/api-settings.json";
import associations from "./fr/associations.json";
import audit from "./fr/audit.json";
import autoPays from "./fr/auto-pays.json";
import bulkUpload from "./fr/bulk-upload.json";
import captcha from "./fr/captcha.json";
import carts from "./fr/carts.json";
import common from "./fr/common.json";
import connectPay from "./fr/connect-pay.json";
import connectSettings from "./fr/connect-settings.json";
import customFields from "./fr/custom-fields.json";
import dashboard from "./fr/dashboard.json";
import enterPayment from "./fr/enter-payment.json";
import errors from "./fr/errors.json";
import exportTexts from "./fr/exports.json";
import firmSettings from "./fr/firm-settings.json";
import invoices from "./fr/invoices.json";
import linkSettings from "./fr/link-settings.json";
import links from "./fr/links.json";
import list from "./fr/list.json";
import mail from "./fr/mail.json";
import method from "./fr/method.json";
import money from "./fr/money.json";
import notifications from "./fr/notifications.json";
import pageForm from "./fr/page-form.json";
import palette from "./fr/palette.json";
import pay from "./fr/pay.json";
import payForm from "./fr/pay-form.json";
import payers from "./fr/payers.json";
import paymentPages from "./fr/payment-pages.json";
import payments from "./fr/payments.json";
import postings from "./fr/postings.json";
import receipt from "./fr/receipt.json";
import reports from "./fr/reports.json";
import retries from "./fr/retries.json";
import schedules from "./fr/schedules.json";
import settings from "./fr/settings.json";
import signIn from "./fr/sign-in.json";
import staff from "./fr/staff.json";
import surcharge from "./fr/surcharge.json";
import trust from "./fr/trust.json";
import users from "./fr/users.json";

export const fr = {
  access,
  alerts,
  apiSettings,
  associations,
  audit,
  autoPays,
  bulkUpload,
  captcha,
  carts,
  common,
  connectSettings,
  connectPay,
  customFields,
  enterPayment,
  dashboard,
  errors,
  exports: exportTexts,
  firmSettings,
  invoices,
  linkSettings,
  links,
  list,
  mail,
  method,
  money,
  notifications,
  pageForm,
  palette,
  pay,
  payForm,
  payers,
  paymentPages,
  payments,
  postings,
  receipt,
  reports,
  retries,
  schedules,
  settings,
  signIn,
  staff,
  surcharge,
  trust,
  users,
};
