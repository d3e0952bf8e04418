/** JSON: a list of ten records read into objects by a parser, and written again. */
class Reading {
    id = 0;
    name = "";
    value = 0;
    valid = false;
}

class Reader {
    private at = 0;
    private readonly text: string;

    constructor(text: string) {
        this.text = text;
    }

    readings(): Reading[] {
        const list: Reading[] = [];
        this.expect("[");
        if (this.takes("]")) return list;
        do list.push(this.reading());
        while (this.takes(","));
        this.expect("]");
        return list;
    }

    private reading(): Reading {
        const reading = new Reading();
        this.expect("{");
        do {
            const key = this.string();
            this.expect(":");
            if (key === "id") reading.id = this.integer();
            else if (key === "name") reading.name = this.string();
            else if (key === "value") reading.value = this.integer();
            else if (key === "valid") reading.valid = this.boolean();
            else throw new Error(`unknown key ${key}`);
        } while (this.takes(","));
        this.expect("}");
        return reading;
    }

    private string(): string {
        this.expect('"');
        const start = this.at;
        const end = this.text.indexOf('"', start);
        if (end < 0) throw new Error("a string without an end");
        this.at = end + 1;
        return this.text.slice(start, end);
    }

    private integer(): number {
        const negative = this.takes("-");
        let number = 0;
        for (;;) {
            const digit = this.text.charCodeAt(this.at) - 48;
            if (!(digit >= 0 && digit <= 9)) return negative ? -number : number;
            number = number * 10 + digit;
            this.at++;
        }
    }

    private boolean(): boolean {
        const truth = this.text.startsWith("true", this.at);
        this.at += truth ? 4 : 5;
        return truth;
    }

    private takes(character: string): boolean {
        if (this.text[this.at] !== character) return false;
        this.at++;
        return true;
    }

    private expect(character: string): void {
        if (!this.takes(character)) throw new Error(`${character} expected at ${this.at}`);
    }
}

function write(list: readonly Reading[]): string {
    const items = list.map(
        ({ id, name, value, valid }) => `{"id":${id},"name":"${name}","value":${value},"valid":${valid}}`,
    );
    return `[${items.join(",")}]`;
}

let source = "[";
for (let i = 0; i < 10; i++) {
    if (i > 0) source += ",";
    source += `{"id":${i},"name":"sensor${i}","value":${i * 731 - 3000},"valid":${i % 3 !== 0}}`;
}
source += "]";

export function run(): number {
    const list = new Reader(source).readings();
    let sum = write(list) === source ? 1 : 0;
    for (const { id, name, value, valid } of list) sum += id + name.length + (valid ? value : 0);
    return sum + 100000;
}
