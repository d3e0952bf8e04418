/** One TCP connection of the in-process host (RFC 9293): handshake, the two halves, and its end. */
import type { Time, TimeAlarm } from "../../board-time.ts";
import { TcpReceiver } from "./tcp-receiver.ts";
import { Flag, sequenceAdd, sequenceDifference, type TcpSegment } from "./tcp-segment.ts";
import { TcpSender } from "./tcp-sender.ts";

/** How long the side that closed first answers to a repeated FIN. */
const TIME_WAIT_NANOS = 60e9;

export type TcpError = "reset" | "refused" | "timeout";

/** What the owner of a connection hears; each is called outside of the others. */
export interface TcpEvents {
    connected?(): void;
    data?(bytes: Buffer): void;
    /** The peer's FIN, after its last byte. */
    end?(): void;
    /** It is over, not by FIN. */
    error?(error: TcpError): void;
    /** Something that was written has been acknowledged. */
    acknowledged?(): void;
}

export interface TcpOptions {
    /** Largest window that is offered, at most 65535. */
    window?: number;
    /** Largest segment that is asked for. */
    maximumSegment?: number;
}

/** What a connection needs of its host. */
export interface TcpCarrier {
    readonly time: Time;
    /** Puts addresses, ports and checksum to a segment and sends it. */
    carry(
        segment: Pick<TcpSegment, "sequence" | "acknowledgement" | "flags" | "window" | "maximumSegment" | "data">,
    ): void;
    /** Nothing more will be sent or heard. */
    forget(): void;
}

type State = "syn-sent" | "syn-received" | "open" | "time-wait" | "closed";

export class TcpConnection {
    events: TcpEvents = {};
    private state: State;
    private readonly sender: TcpSender;
    private readonly receiver: TcpReceiver;
    private readonly lastWait: TimeAlarm;
    private finSentFirst = false;
    private peerSyn: number | undefined;

    constructor(
        private readonly carrier: TcpCarrier,
        private readonly initialSequence: number,
        private readonly options: Required<TcpOptions>,
        syn: TcpSegment | undefined,
    ) {
        this.state = syn === undefined ? "syn-sent" : "syn-received";
        this.receiver = new TcpReceiver(
            options.window,
            (bytes) => this.events.data?.(bytes),
            () => this.events.end?.(),
        );
        this.sender = new TcpSender(carrier.time, initialSequence, {
            emit: (sequence, flags, data) => {
                this.emit(sequence, flags, data);
            },
            gaveUp: () => {
                this.fail("timeout");
            },
        });
        this.lastWait = carrier.time.createAlarm(() => {
            this.close();
        });
        if (syn !== undefined) this.takeSyn(syn);
        this.sender.start();
    }

    get isOpen(): boolean {
        return this.state === "open";
    }

    get isClosed(): boolean {
        return this.state === "closed";
    }

    /** Written, and not acknowledged by the peer. */
    get unacknowledged(): number {
        return this.sender.unacknowledged;
    }

    write(bytes: Uint8Array): void {
        if (this.state !== "closed") this.sender.write(bytes);
    }

    /** FIN after what was written; bytes can still come. */
    finish(): void {
        if (this.state === "closed") return;
        this.finSentFirst = !this.receiver.ended;
        this.sender.finish();
    }

    /** RST; what was written is lost. */
    reset(): void {
        if (this.state === "closed") return;
        this.emitRaw(this.sender.nextSequence, Flag.rst | Flag.ack, Buffer.alloc(0));
        this.close();
    }

    /** Takes no more bytes from the network's side; the window closes as they come. */
    pause(): void {
        this.receiver.pause();
    }

    resume(): void {
        if (this.receiver.resume() && this.state !== "closed") this.acknowledge();
    }

    receive(segment: TcpSegment): void {
        if (this.state === "closed") return;
        if (this.state === "syn-sent") this.receiveInSynSent(segment);
        else this.receiveSynchronized(segment);
    }

    private receiveInSynSent(segment: TcpSegment): void {
        const { flags } = segment;
        const acknowledges = segment.acknowledgement === sequenceAdd(this.initialSequence, 1);
        if ((flags & Flag.ack) !== 0 && !acknowledges) {
            if ((flags & Flag.rst) === 0) this.emitRaw(segment.acknowledgement, Flag.rst, Buffer.alloc(0));
        } else if ((flags & Flag.rst) !== 0) {
            if (acknowledges) this.fail("refused");
        } else if ((flags & Flag.syn) !== 0 && acknowledges) {
            this.takeSyn(segment);
            this.opened(segment);
        }
    }

    private takeSyn(segment: TcpSegment): void {
        this.peerSyn = segment.sequence;
        this.receiver.start(segment.sequence);
        this.sender.maximumSegment = Math.min(segment.maximumSegment ?? 536, this.options.maximumSegment);
    }

    private opened(segment: TcpSegment): void {
        this.state = "open";
        this.sender.acknowledge(segment);
        this.acknowledge();
        this.events.connected?.();
    }

    private receiveSynchronized(segment: TcpSegment): void {
        const { flags } = segment;
        if ((flags & Flag.rst) !== 0) {
            // RFC 5961: only the exact number ends the connection; one nearby is asked for again.
            if (segment.sequence === this.receiver.next) this.fail("reset");
            else if (this.receiver.acceptable(segment)) this.acknowledge();
            return;
        }
        if ((flags & Flag.syn) !== 0) {
            // A repeated SYN is answered by our own timer; any other is a stranger's.
            if (this.state !== "syn-received" || segment.sequence !== this.peerSyn) this.acknowledge();
            return;
        }
        if (!this.receiver.acceptable(segment)) {
            this.acknowledge();
            // RFC 9293: a sender that probes our closed window still acknowledges what we sent.
            if (this.isCurrent(segment)) this.takeAcknowledgement(segment);
            return;
        }
        if ((flags & Flag.ack) === 0) return;
        if (sequenceDifference(segment.acknowledgement, this.sender.highestSent) > 0) {
            this.acknowledge();
            return;
        }
        if (this.state === "syn-received") {
            this.state = "open";
            this.takeAcknowledgement(segment);
            this.events.connected?.();
        } else {
            this.takeAcknowledgement(segment);
        }
        this.takeData(segment);
        this.settle();
    }

    private isCurrent(segment: TcpSegment): boolean {
        const known = (segment.flags & Flag.ack) !== 0 && segment.sequence === this.receiver.next;
        return known && sequenceDifference(segment.acknowledgement, this.sender.highestSent) <= 0;
    }

    private takeAcknowledgement(segment: TcpSegment): void {
        const before = this.sender.unacknowledged;
        this.sender.acknowledge(segment);
        if (this.sender.unacknowledged < before) this.events.acknowledged?.();
    }

    private takeData(segment: TcpSegment): void {
        if (segment.data.length === 0 && (segment.flags & Flag.fin) === 0) return;
        if (this.isClosed) return;
        this.receiver.take(segment);
        this.acknowledge();
    }

    /** Looks whether both halves are done. */
    private settle(): void {
        if (this.isClosed || !this.sender.finAcknowledged || !this.receiver.ended) return;
        if (this.finSentFirst) {
            this.state = "time-wait";
            this.lastWait.schedule(TIME_WAIT_NANOS);
        } else {
            this.close();
        }
    }

    private acknowledge(): void {
        this.emitRaw(this.sender.nextSequence, Flag.ack, Buffer.alloc(0));
    }

    /** A segment of the sender; every one but our first SYN acknowledges. */
    private emit(sequence: number, flags: number, data: Buffer): void {
        this.emitRaw(sequence, this.state === "syn-sent" ? flags : flags | Flag.ack, data);
    }

    private emitRaw(sequence: number, flags: number, data: Buffer): void {
        this.carrier.carry({
            sequence,
            acknowledgement: (flags & Flag.ack) === 0 ? 0 : this.receiver.next,
            flags,
            window: this.receiver.window,
            maximumSegment: (flags & Flag.syn) === 0 ? undefined : this.options.maximumSegment,
            data,
        });
    }

    private fail(error: TcpError): void {
        this.close();
        this.events.error?.(error);
    }

    private close(): void {
        this.state = "closed";
        this.sender.stop();
        this.lastWait.cancel();
        this.carrier.forget();
    }
}
