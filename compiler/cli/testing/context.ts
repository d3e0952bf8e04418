import { type BoardNames } from "../device/waiting-board.ts";
import { type Supplies } from "../../supply/index.ts";
import { type Tally } from "./tally.ts";

export interface TestContext {
    readonly supplies: Supplies;
    /** Only tests whose group, file or name contains this. */
    readonly only: string | undefined;
    /** The connected board, for the tests on it. */
    readonly board: BoardNames;
    readonly say: (line: string) => void;
    /** Output of test programs, for the reader. */
    readonly show: (line: string) => void;
}

export interface TestGroup {
    readonly name: string;
    run(context: TestContext): Promise<Tally>;
}
