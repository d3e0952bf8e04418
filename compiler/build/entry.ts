/** The program that a build is for. */
export interface Entry {
    readonly file: string;
    /** Names the outputs. */
    readonly name: string;
}
