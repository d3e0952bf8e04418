/**
 * Ports of this machine stand for ports of the program as with `./tspico run`: 80 is 8080, others
 * are themselves, TSPICO_PORTS=HOST:GUEST,… maps by hand.
 */

export function hostPort(guest: number): number {
    for (const mapping of (process.env["TSPICO_PORTS"] ?? "").split(",")) {
        const [host, mapped] = mapping.split(":").map(Number);
        if (host !== undefined && mapped === guest) return host;
    }
    return guest === 80 ? 8080 : guest;
}
