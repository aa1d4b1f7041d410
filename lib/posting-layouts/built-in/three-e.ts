import type { LayoutField, XmlElement, XmlLayout } from "../model";

/**
 * Elite 3E: what its TransactionService takes as the XML of ExecuteProcess, and the same as a file. The envelope (process, Initialize,
 * Add, Attributes, Children, AliasField) is that of public clients of the service. Assumptions, because each firm names its own: the
 * process codes ReceiptApply_Srv and TrustReceipt_Srv, the objects below them and their attributes. InvPayor is the row that is paid,
 * because two invoices may share a number. A process code with _Srv saves by
 * itself; without it the receipt waits in the user's action list.
 */
const PROCESS = "http://elite.com/schemas/transaction/process/write/";
const OBJECT = "http://elite.com/schemas/transaction/object/write/";

const FORMAT: Pick<LayoutField, "amountFormat"> = { amountFormat: { decimals: "point", sign: "before" } };

function attribute(element: string, text: Omit<LayoutField, "name">, aliasField?: string): XmlElement {
  const alias = aliasField === undefined ? {} : { attributes: [{ name: "AliasField", literal: aliasField }] };
  return { element, text: { name: element, ...text }, ...alias };
}

const NARRATIVE: readonly XmlElement[] = [
  {
    when: [{ source: "kind", is: ["payment"] }],
    ...attribute("Narrative", { template: "{arMessage} {paymentNumber} {payerName}", whenUnwritable: "replace" }),
  },
  {
    when: [{ source: "kind", is: ["reversal"] }],
    ...attribute("Narrative", {
      template: "{arMessage} {paymentNumber} reverses {reversesReference}",
      whenUnwritable: "replace",
    }),
  },
];

function process(code: string, object: string, when: XmlElement["when"], add: XmlElement): XmlElement {
  return {
    element: code,
    when,
    attributes: [{ name: "xmlns", literal: `${PROCESS}${code}` }],
    children: [
      {
        element: "Initialize",
        attributes: [{ name: "xmlns", literal: `${OBJECT}${object}` }],
        children: [{ element: "Add", forEach: "group", children: [add] }],
      },
    ],
  };
}

const RECEIPT: XmlElement = {
  element: "RcptMaster",
  children: [
    {
      element: "Attributes",
      children: [
        attribute("RcptDate", { source: "transactionDate", isRequired: true }),
        attribute("PostDate", { source: "postingDate", isRequired: true }),
        attribute("RcptType", { source: "transactionType", isRequired: true }),
        attribute("RefNumber", { source: "reference" }),
        attribute("Payor", { source: "payorNumber", isRequired: true }, "PayorIndex"),
        attribute("BankAcct", { source: "bankAccount", isRequired: true }, "Number"),
        attribute("GLNatural", { source: "ledgerCode", isRequired: true }, "Number"),
        attribute("Amount", { source: "groupTotalCents", ...FORMAT }),
        attribute("Currency", { source: "currency" }),
        ...NARRATIVE,
      ],
    },
    {
      element: "Children",
      children: [
        {
          element: "RcptInvoice",
          children: [
            {
              element: "Add",
              forEach: "record",
              children: [
                {
                  element: "RcptInvoice",
                  children: [
                    {
                      element: "Attributes",
                      children: [
                        attribute("InvMaster", { source: "invoiceNumber", isRequired: true }, "InvNumber"),
                        attribute("InvPayor", { source: "itemKey" }),
                        attribute("Matter", { source: "matterNumber", isRequired: true }, "Number"),
                        attribute("Payor", { source: "payorNumber", isRequired: true }, "PayorIndex"),
                        attribute("Amount", { source: "amountCents", ...FORMAT }),
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

const TRUST_RECEIPT: XmlElement = {
  element: "TrustReceipt",
  children: [
    {
      element: "Attributes",
      children: [
        attribute("TrustReceiptType", { source: "transactionType", isRequired: true }),
        attribute("PostDate", { source: "postingDate", isRequired: true }),
        attribute("RefNumber", { source: "reference" }),
        ...NARRATIVE,
      ],
    },
    {
      element: "Children",
      children: [
        {
          element: "TrustReceiptDetail",
          children: [
            {
              element: "Add",
              forEach: "record",
              children: [
                {
                  element: "TrustReceiptDetail",
                  children: [
                    {
                      element: "Attributes",
                      children: [
                        attribute("Matter", { source: "matterNumber", isRequired: true }, "Number"),
                        attribute("BankAcctTrust", { source: "bankAccount", isRequired: true }, "Number"),
                        attribute("Amount", { source: "amountCents", ...FORMAT }),
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

export const THREE_E_PROCESS: XmlLayout = {
  name: "Elite 3E, TransactionService process",
  format: "xml",
  fileName: "RECEIPTS_{batchNumber}.xml",
  encoding: "utf8",
  hasByteOrderMark: false,
  hasDeclaration: false,
  isIndented: true,
  afterDelivery: {
    en: "In Elite 3E, look through the action list of the service's user and submit what waits there.",
    fr: "Dans Elite 3E, parcourez la liste d’actions de l’utilisateur du service et validez ce qui y attend.",
    es: "En Elite 3E, revise la lista de acciones del usuario del servicio y envíe lo que espera allí.",
  },
  groupBy: ["reference"],
  roots: [
    process("ReceiptApply_Srv", "RcptMaster", [{ source: "itemKind", is: ["invoice"] }], RECEIPT),
    process("TrustReceipt_Srv", "TrustReceipt", [{ source: "itemKind", is: ["trust"] }], TRUST_RECEIPT),
  ],
};
