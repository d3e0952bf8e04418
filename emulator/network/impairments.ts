/** What a bad network does to frames, at random from a seed, so that a run can be repeated. */

export interface ImpairmentOptions {
    /** Probability that a frame is lost, comes twice, or is overtaken by later ones. */
    loss?: number;
    duplication?: number;
    reordering?: number;
    /** Added to every frame's way, in nanoseconds. */
    delay?: number;
    /** Added at random, up to so many nanoseconds: frames keep their order. */
    jitter?: number;
    seed?: number;
}

/** How much longer an overtaken frame takes. */
const DETOUR_NANOS = 3e6;

/** Numbers from 0 to 1: mulberry32. */
function randomNumbers(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
    };
}

export interface Arrival {
    /** Nanoseconds that the frame takes. */
    delay: number;
    /** Whether it must not arrive before a frame that was sent earlier. */
    ordered: boolean;
}

export class Impairments {
    private readonly random: () => number;

    constructor(private readonly options: ImpairmentOptions = {}) {
        this.random = randomNumbers(options.seed ?? 1);
    }

    /** The arrivals of a frame that is sent now: none, one or two. */
    arrivals(): readonly Arrival[] {
        const { loss = 0, duplication = 0, reordering = 0, delay = 0, jitter = 0 } = this.options;
        // Always the same count of numbers, so that one option does not change what another one
        // does.
        const [lost, twice, overtaken, late] = [this.random(), this.random(), this.random(), this.random()];
        if (lost < loss) return [];
        const way = delay + late * jitter;
        const first =
            overtaken < reordering ? { delay: way + DETOUR_NANOS, ordered: false } : { delay: way, ordered: true };
        return twice < duplication ? [first, { delay: way + DETOUR_NANOS, ordered: false }] : [first];
    }
}
