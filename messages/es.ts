import access from "./es/access.json";
import alerts from "./es/alerts.json";
import apiSettings from "./es/api-settings.json";
import associations from "./es/associations.json";
import audit from "./es/audit.json";
import autoPays from "./es/auto-pays.json";
import bulkUpload from "./es/bulk-upload.json";
import captcha from "./es/captcha.json";
import carts from "./es/carts.json";
import common from "./es/common.json";
import connectPay from "./es/connect-pay.json";
import connectSettings from "./es/connect-settings.json";
import customFields from "./es/custom-fields.json";
import dashboard from "./es/dashboard.json";
import enterPayment from "./es/enter-payment.json";
import errors from "./es/errors.json";
import exportTexts from "./es/exports.json";
import firmSettings from "./es/firm-settings.json";
import invoices from "./es/invoices.json";
import linkSettings from "./es/link-settings.json";
import links from "./es/links.json";
import list from "./es/list.json";
import mail from "./es/mail.json";
import method from "./es/method.json";
import money from "./es/money.json";
import notifications from "./es/notifications.json";
import pageForm from "./es/page-form.json";
import palette from "./es/palette.json";
import pay from "./es/pay.json";
import payForm from "./es/pay-form.json";
import payers from "./es/payers.json";
import paymentPages from "./es/payment-pages.json";
import payments from "./es/payments.json";
import postings from "./es/postings.json";
import receipt from "./es/receipt.json";
import reports from "./es/reports.json";
import retries from "./es/retries.json";
import schedules from "./es/schedules.json";
import settings from "./es/settings.json";
import signIn from "./es/sign-in.json";
import staff from "./es/staff.json";
import surcharge from "./es/surcharge.json";
import trust from "./es/trust.json";
import users from "./es/users.json";

export const es = {
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
