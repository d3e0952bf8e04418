/** The board on a desk: runs the UF2 of a Pico without one. */
export { Board, type Counters, type Reset, type Stop, type StopReason } from "./board.ts";
export { connectStation, createDesk, type Desk, type DeskLink, type DeskOptions } from "./desk.ts";
export { BoardEnded, Drive } from "./drive.ts";
export { ElfError, ElfFile } from "./elf.ts";
export type { FaultKind, FaultReport } from "./fault.ts";
export { Host, type HostOptions } from "./network/host/host.ts";
export { PcapWriter } from "./network/pcap.ts";
export { Wire, type WireOptions } from "./network/wire.ts";
export type { ProbeResult } from "./probe.ts";
export { makeUf2 } from "./make-uf2.ts";
export { createBoard, runUf2, PICO_FLASH_SIZE, type RunOptions, type RunResult } from "./run.ts";
export type { StackUse } from "./stack.ts";
export { runSuite, type SuiteOptions, type SuiteResult, type SuiteTest } from "./suite.ts";
export { Uf2Error, loadUf2 } from "./uf2.ts";
