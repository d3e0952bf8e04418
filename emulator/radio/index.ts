/** The radio of a Pico W: an emulated CYW43439 and the access points around it. */
export { Air, type AccessPoint, type Security } from "./air.ts";
export { attachRadio, type AttachOptions } from "./attach.ts";
export { EventType, type WlanEvent } from "./events.ts";
export { Radio, type RadioOptions } from "./radio.ts";
export type { RadioTiming } from "./station.ts";
