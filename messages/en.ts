import access from "./en/access.json";
import alerts from "./en/alerts.json";
import apiSettings from "./en/api-settings.json";
import associations from "./en/associations.json";
import audit from "./en/audit.json";
import autoPays from "./en/auto-pays.json";
import bulkUpload from "./en/bulk-upload.json";
import captcha from "./en/captcha.json";
import carts from "./en/carts.json";
import common from "./en/common.json";
import connectPay from "./en/connect-pay.json";
import connectSettings from "./en/connect-settings.json";
import customFields from "./en/custom-fields.json";
import dashboard from "./en/dashboard.json";
import enterPayment from "./en/enter-payment.json";
import errors from "./en/errors.json";
import exportTexts from "./en/exports.json";
import firmSettings from "./en/firm-settings.json";
import invoices from "./en/invoices.json";
import linkSettings from "./en/link-settings.json";
import links from "./en/links.json";
import list from "./en/list.json";
import mail from "./en/mail.json";
import method from "./en/method.json";
import money from "./en/money.json";
import notifications from "./en/notifications.json";
import pageForm from "./en/page-form.json";
import palette from "./en/palette.json";
import pay from "./en/pay.json";
import payForm from "./en/pay-form.json";
import payers from "./en/payers.json";
import paymentPages from "./en/payment-pages.json";
import payments from "./en/payments.json";
import postings from "./en/postings.json";
import receipt from "./en/receipt.json";
import reports from "./en/reports.json";
import retries from "./en/retries.json";
import schedules from "./en/schedules.json";
import settings from "./en/settings.json";
import signIn from "./en/sign-in.json";
import staff from "./en/staff.json";
import surcharge from "./en/surcharge.json";
import trust from "./en/trust.json";
import users from "./en/users.json";

export const en = {
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
