/** What a kernel's driver calls of the C by hand beside it: see driver.ts. */
declare module "bench:yardstick" {
    /** @native natural_run @header yardstick.h */
    export function naturalRun(): uint32;
    /** @native same_run @header yardstick.h */
    export function sameRun(): uint32;
}
