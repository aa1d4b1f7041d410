import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { XMLParser } from "fast-xml-parser";
import { listen } from "soap";

const NAMESPACE = "http://tempuri.org//ServiceExecuteProcess";

/** The part of the TransactionService's own description that a caller of ExecuteProcess needs. */
const WSDL = `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}" targetNamespace="${NAMESPACE}" name="TransactionService">
  <wsdl:types>
    <s:schema elementFormDefault="qualified" targetNamespace="${NAMESPACE}">
      <s:element name="ExecuteProcess"><s:complexType><s:sequence>
        <s:element minOccurs="0" maxOccurs="1" name="processXML" type="s:string" />
        <s:element minOccurs="1" maxOccurs="1" name="returnInfo" type="s:int" />
      </s:sequence></s:complexType></s:element>
      <s:element name="ExecuteProcessResponse"><s:complexType><s:sequence>
        <s:element minOccurs="0" maxOccurs="1" name="ExecuteProcessResult" type="s:string" />
      </s:sequence></s:complexType></s:element>
    </s:schema>
  </wsdl:types>
  <wsdl:message name="ExecuteProcessSoapIn"><wsdl:part name="parameters" element="tns:ExecuteProcess" /></wsdl:message>
  <wsdl:message name="ExecuteProcessSoapOut"><wsdl:part name="parameters" element="tns:ExecuteProcessResponse" /></wsdl:message>
  <wsdl:portType name="TransactionServiceSoap">
    <wsdl:operation name="ExecuteProcess">
      <wsdl:input message="tns:ExecuteProcessSoapIn" /><wsdl:output message="tns:ExecuteProcessSoapOut" />
    </wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="TransactionServiceSoap" type="tns:TransactionServiceSoap">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http" />
    <wsdl:operation name="ExecuteProcess">
      <soap:operation soapAction="${NAMESPACE}/ExecuteProcess" style="document" />
      <wsdl:input><soap:body use="literal" /></wsdl:input><wsdl:output><soap:body use="literal" /></wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="TransactionService">
    <wsdl:port name="TransactionServiceSoap" binding="tns:TransactionServiceSoap">
      <soap:address location="ADDRESS" />
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>`;

export type Behaviour =
  | "saves"
  | "waits_in_action_list"
  | "fails"
  | "ends_with_data_errors"
  /** Saves it, and hangs up before it says so. */
  | "saves_silently"
  /** Hangs up before it does anything. */
  | "dies"
  | "nonsense";

export type ThreeEDouble = {
  wsdl: string;
  user: string;
  password: string;
  behaviour: { now: Behaviour };
  /** The reference of each receipt that was saved, in order. */
  saved: string[];
  calls: number;
  close(): Promise<void>;
};

/** Elite 3E's TransactionService on this machine: ExecuteProcess over a WSDL, with its answers good and bad. */
export async function startThreeEDouble(): Promise<ThreeEDouble> {
  const login = { user: "docketpay", password: "not a secret" };
  const expected = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`;
  // The service behind the door; it listens nowhere itself.
  const inner = createServer();
  const http = createServer((request, response) => {
    if (request.headers.authorization === expected) inner.emit("request", request, response);
    else response.writeHead(401, { "content-type": "text/plain" }).end("Sign in.");
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}/TransactionService.asmx`;
  const double: ThreeEDouble = {
    ...login,
    wsdl: `${address}?wsdl`,
    behaviour: { now: "saves" },
    saved: [],
    calls: 0,
    close: () => closeServer(http),
  };
  const ExecuteProcess = ({ processXML }: { processXML: string }, answer?: (said: unknown) => void) => {
    double.calls += 1;
    const references = referencesIn(processXML);
    const behaviour = double.behaviour.now;
    if (behaviour === "saves" || behaviour === "saves_silently") double.saved.push(...references);
    if (behaviour === "dies" || behaviour === "saves_silently") http.closeAllConnections();
    answer?.({ ExecuteProcessResult: resultOf(behaviour, references.length) });
  };
  listen(
    inner,
    "/TransactionService.asmx",
    { TransactionService: { TransactionServiceSoap: { ExecuteProcess } } },
    WSDL.replace("ADDRESS", address),
  );
  return double;
}

/** Read with a parser and not by a pattern: what is saved is what the XML says. */
function referencesIn(processXml: string): string[] {
  const found: string[] = [];
  const walk = (tree: unknown): void => {
    if (typeof tree !== "object" || tree === null) return;
    for (const [name, inner] of Object.entries(tree)) {
      if (name === "RefNumber") found.push(String(inner));
      else walk(inner);
    }
  };
  walk(new XMLParser({ parseTagValue: false }).parse(processXml));
  return found;
}

function resultOf(behaviour: Behaviour, records: number): string {
  const head = `<ProcessExecutionResults Process="ReceiptApply_Srv" Records="${records}" ProcessItemId="7d0c8b1e-0000-4000-8000-000000000001"`;
  const errors = `<DATA_ERRORS><RcptMaster><ROW ID="1" Idx="0"><ATTS><ATT ID="BankAcct" V="?"><E>The bank account does not exist.</E></ATT></ATTS></ROW></RcptMaster></DATA_ERRORS>`;
  if (behaviour === "nonsense") return "<html>Service unavailable</html>";
  if (behaviour === "fails")
    return '<ProcessExecutionResults Result="Failure" Message="Error attempting to read data."><MAIN><ERROR><MESSAGE>The element is not expected.</MESSAGE></ERROR></MAIN></ProcessExecutionResults>';
  if (behaviour === "waits_in_action_list") return `${head} Result="Interface" StepId="Display"/>`;
  if (behaviour === "ends_with_data_errors")
    return `${head} Result="Success" OutputId="Failure">${errors}</ProcessExecutionResults>`;
  return `${head} Result="Success" OutputId="Success"><Keys><RcptMaster KeyValue="91"/></Keys></ProcessExecutionResults>`;
}

function closeServer(http: Server): Promise<void> {
  http.closeAllConnections();
  return new Promise((resolve) => http.close(() => resolve()));
}
