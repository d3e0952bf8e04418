/** A queue: the distances in a maze of 24 by 24 fields, breadth first, with push and shift. */
const SIZE = 24;

const walls: boolean[] = [];
for (let i = 0; i < SIZE * SIZE; i++) walls.push(i % 7 === 3 && i % 5 !== 1);

function distances(start: number): number[] {
    const distance: number[] = [];
    for (let i = 0; i < SIZE * SIZE; i++) distance.push(-1);
    const queue: number[] = [start];
    distance[start] = 0;
    for (;;) {
        const at = queue.shift();
        if (at === undefined) return distance;
        const next = distance[at] + 1;
        const column = at % SIZE;
        const visit = (field: number): void => {
            if (walls[field] || distance[field] >= 0) return;
            distance[field] = next;
            queue.push(field);
        };
        if (column > 0) visit(at - 1);
        if (column < SIZE - 1) visit(at + 1);
        if (at >= SIZE) visit(at - SIZE);
        if (at < SIZE * (SIZE - 1)) visit(at + SIZE);
    }
}

export function run(): number {
    let sum = 0;
    for (const steps of distances(0)) sum += steps;
    return sum;
}
