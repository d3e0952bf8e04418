/**
 * Which hardware address has an internet address: asked for where unknown, with the packets that
 * wait for the answer.
 */
import type { Time, TimeAlarm } from "../../board-time.ts";
import { keyOf } from "./bytes.ts";

const SECOND = 1e9;
const MOST_QUESTIONS = 5;
const MOST_WAITING = 16;

interface Question {
    waiting: ((mac: Buffer) => void)[];
    asked: number;
    alarm: TimeAlarm;
}

export class Neighbours {
    private readonly known = new Map<string, Buffer>();
    private readonly questions = new Map<string, Question>();

    /** `ask` sends the question for an address: ARP or a neighbour solicitation. */
    constructor(
        private readonly time: Time,
        private readonly ask: (address: Buffer) => void,
    ) {}

    /**
     * Calls `send` with the hardware address, at once or when it is known; never where nobody
     * answers.
     */
    resolve(address: Buffer, send: (mac: Buffer) => void): void {
        const key = keyOf(address);
        const mac = this.known.get(key);
        if (mac !== undefined) {
            send(mac);
            return;
        }
        const question = this.questions.get(key) ?? this.question(key, Buffer.from(address));
        if (question.waiting.length < MOST_WAITING) question.waiting.push(send);
    }

    learn(address: Uint8Array, mac: Uint8Array): void {
        const key = keyOf(address);
        const hardware = Buffer.from(mac);
        this.known.set(key, hardware);
        const question = this.questions.get(key);
        this.questions.delete(key);
        question?.alarm.cancel();
        for (const send of question?.waiting ?? []) send(hardware);
    }

    /** After a loss of the link somebody else may be there. */
    forget(): void {
        this.known.clear();
    }

    private question(key: string, address: Buffer): Question {
        const again = (): void => {
            if (question.asked === MOST_QUESTIONS) {
                this.questions.delete(key);
                return;
            }
            question.asked++;
            this.ask(address);
            question.alarm.schedule(SECOND);
        };
        const question: Question = { waiting: [], asked: 0, alarm: this.time.createAlarm(again) };
        this.questions.set(key, question);
        again();
        return question;
    }
}
