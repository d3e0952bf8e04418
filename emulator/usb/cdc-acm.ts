/** The host's driver for a serial port (CDC ACM): the board's console on its USB cable. */
import type { Bus } from "./bus.ts";
import { control, type Script } from "./control.ts";
import { functionalDescriptor, type ConfigurationDescriptor, type InterfaceDescriptor } from "./descriptors.ts";
import { InPipe, OutPipe } from "./pipes.ts";

const COMMUNICATIONS = 2;
const ACM = 2;
const CDC_DATA = 10;
const UNION = 6;
const SET_LINE_CODING = 0x20;
const SET_CONTROL_LINE_STATE = 0x22;
const TO_INTERFACE = 0x21;
/** Data terminal ready, and request to send: a terminal is open. */
const TERMINAL_OPEN = 3;
const BAUD = 115_200;

export interface AcmFunction {
    control: InterfaceDescriptor;
    data: InterfaceDescriptor;
}

/**
 * The data interface that belongs to a communications interface, in its first setting that has
 * endpoints.
 */
export function dataInterface(
    configuration: ConfigurationDescriptor,
    communications: InterfaceDescriptor,
): InterfaceDescriptor | undefined {
    const slave = functionalDescriptor(communications, UNION)?.[4];
    return configuration.interfaces.find(
        ({ number, interfaceClass, endpoints }) =>
            number === slave && interfaceClass === CDC_DATA && endpoints.length === 2,
    );
}

export function findAcm(configuration: ConfigurationDescriptor): AcmFunction | undefined {
    for (const candidate of configuration.interfaces) {
        if (candidate.interfaceClass !== COMMUNICATIONS || candidate.subClass !== ACM) continue;
        const data = dataInterface(configuration, candidate);
        if (data !== undefined) return { control: candidate, data };
    }
    return undefined;
}

export class AcmPort {
    readonly input: InPipe | undefined;
    readonly output: OutPipe | undefined;

    constructor(
        bus: Bus,
        private readonly acm: AcmFunction,
        onData: (data: Uint8Array) => void,
    ) {
        const input = acm.data.endpoints.find(({ direction }) => direction === "in");
        const output = acm.data.endpoints.find(({ direction }) => direction === "out");
        this.input = input && new InPipe(bus, input);
        this.output = output && new OutPipe(bus, output);
        if (this.input !== undefined) this.input.onPacket = onData;
        const notifications = acm.control.endpoints[0];
        const pipes = [this.input, this.output, notifications && new InPipe(bus, notifications)];
        for (const pipe of pipes) if (pipe !== undefined) bus.add(pipe);
    }

    /** Opens the port as a terminal program does. */
    *open(baudRate = BAUD): Script {
        const index = this.acm.control.number;
        const coding = new Uint8Array(7);
        new DataView(coding.buffer).setUint32(0, baudRate, true);
        coding[6] = 8;
        yield* control({ requestType: TO_INTERFACE, request: SET_LINE_CODING, value: 0, index, data: coding });
        const state = { requestType: TO_INTERFACE, request: SET_CONTROL_LINE_STATE, value: TERMINAL_OPEN, index };
        yield* control(state);
    }

    write(data: Uint8Array): void {
        this.output?.send(data, false);
    }
}
