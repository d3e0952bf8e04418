/**
 * What has to be interpreted, and in which order. Control goes on first: to instances that have not
 * run yet, and back to those that waited for a result that there was none of. Growth waits until
 * all that can be reached for the first time has been reached, so that a reader runs once for much
 * that grew; then the instances take turns. The order decides how long the analysis takes, not
 * where it ends.
 */
import type { Piece } from "./pieces.ts";
import type { Instance } from "./function-instances.ts";

export class Worklist {
    private readonly urgent: Instance[] = [];
    private later: Instance[] = [];
    private taken = 0;
    private readonly isWaiting = new Set<Instance>();

    /** A new instance. */
    start(instance: Instance): void {
        this.urgent.push(instance);
    }

    wake(piece: Piece): void {
        const { instance } = piece;
        instance.due.add(piece);
        if (piece.isStuck) {
            this.urgent.push(instance);
        } else if (!this.isWaiting.has(instance)) {
            this.isWaiting.add(instance);
            this.later.push(instance);
        }
    }

    next(): Instance | undefined {
        const urgent = this.urgent.pop();
        if (urgent !== undefined) return urgent;
        const instance = this.later[this.taken];
        if (instance === undefined) return undefined;
        this.isWaiting.delete(instance);
        this.taken++;
        if (this.taken === this.later.length) {
            this.later = [];
            this.taken = 0;
        }
        return instance;
    }
}
