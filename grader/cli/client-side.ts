import { serveClientSide } from "../sandbox/client-side.ts";

// The program of a slot's client side; started by `sandbox/namespace-network.ts`, never by hand.
serveClientSide();
