/** Which port of this machine stands for which port of the program: the rules of `./tspico run`. */

export interface PortMapping {
    host: number;
    guest: number;
}

export class PortMap {
    constructor(private readonly mappings: readonly PortMapping[] = []) {}

    hostPort(guest: number): number {
        const mapped = this.mappings.find((mapping) => mapping.guest === guest);
        return mapped?.host ?? (guest === 80 ? 8080 : guest);
    }
}
