import { receiveHandshake } from "@/lib/connections/receive-handshake";
import { HandshakeInput } from "@/lib/connections/schemas";
import { connectRoute } from "@/lib/http/connect-route";

export const POST = connectRoute({ name: "handshake", input: HandshakeInput, run: receiveHandshake });
