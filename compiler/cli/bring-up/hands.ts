/** Questions to the person at the bench, on the terminal. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UserError } from "../../system/user-error.ts";
import { type Hand, handTexts, type Sight, sightTexts, type WifiNetwork } from "./bench.ts";

/** Returns the answer; that to a secret question is not shown while it is typed. */
export type Ask = (question: string, secret?: boolean) => Promise<string>;

/** Asks on the terminal. */
export const askOnTerminal: Ask = async (question, secret = false) => {
    if (!process.stdin.isTTY) throw new UserError(`a hand is needed, and this is no terminal: ${question.trim()}`);
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const reader = createInterface({
        input: process.stdin,
        output: secret ? nowhere : process.stderr,
        terminal: true,
    });
    if (secret) process.stderr.write(question);
    try {
        return await reader.question(question);
    } finally {
        reader.close();
        if (secret) process.stderr.write("\n");
    }
};

export class Hands {
    /** What must not be in a record, and what stands there instead. */
    readonly secrets = new Map<string, string>();
    private readonly networks = new Map<string, WifiNetwork | undefined>();

    constructor(private readonly ask: Ask) {}

    async do(what: Hand): Promise<void> {
        // A board that runs our firmware, or waits already, needs no hand on its button.
        if (what === "bootsel") return;
        await this.ask(`${handTexts[what]}, then press Enter `);
    }

    async see(what: Sight): Promise<boolean> {
        return /^y(es)?$/i.test((await this.ask(`${sightTexts[what]} (yes or no) `)).trim());
    }

    /** Asked for once in a run; nothing is kept of it on the disk. */
    async network(which: "first" | "second"): Promise<WifiNetwork | undefined> {
        if (!this.networks.has(which)) this.networks.set(which, await this.askForNetwork(which));
        return this.networks.get(which);
    }

    private async askForNetwork(which: "first" | "second"): Promise<WifiNetwork | undefined> {
        const where =
            which === "first"
                ? "the Wi-Fi network that this computer is in"
                : "another Wi-Fi network, in another subnet (a phone's, for example)";
        const ssid = (await this.ask(`the name of ${where}, or Enter for none: `)).trim();
        if (ssid === "") return undefined;
        const password = await this.ask("its password, or Enter for none: ", true);
        const country = (await this.ask("the country's two letters, or Enter for the channels of all: ")).trim();
        this.secrets.set(ssid, `(${which} network)`);
        if (password !== "") this.secrets.set(password, "(password)");
        return { ssid, password, country: country.toUpperCase() };
    }
}
