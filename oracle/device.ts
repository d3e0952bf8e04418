/** The globals `device` and `System`, as ts-src/types/library declares them. */
import Digital from "./io/digital.ts";
import Listener from "./io/socket/listener.ts";
import TCP from "./io/socket/tcp.ts";

const device = { io: { Digital, Listener, TCP }, pin: { led: "LED" } };

Object.defineProperty(globalThis, "device", { value: device, writable: true, configurable: true });

const System = { setTimeout, setInterval, clearTimeout, clearInterval };

Object.defineProperty(globalThis, "System", { value: System, writable: true, configurable: true });
