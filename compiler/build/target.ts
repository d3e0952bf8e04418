import { refuseForeignSettings, type Settings } from "./settings.ts";
import { UserError } from "../system/user-error.ts";

export const boards = ["pico-w", "pico", "pico2-w", "host"] as const;
export type Board = (typeof boards)[number];

export const links = ["wifi", "usb", "loopback", "bridge"] as const;
export type Link = (typeof links)[number];

/** The links of each board, the default first. */
const linksOf: Readonly<Record<Board, readonly Link[]>> = {
    "pico-w": ["wifi", "usb", "loopback"],
    pico: ["usb", "loopback"],
    "pico2-w": ["wifi", "usb", "loopback"],
    host: ["bridge"],
};

export interface Target {
    readonly board: Board;
    readonly link: Link;
    readonly connections: number | undefined;
    readonly sanitize: boolean;
    /** What the user gave with --set. */
    readonly settings?: Settings;
}

function isBoard(name: string): name is Board {
    return (boards as readonly string[]).includes(name);
}

function isLink(name: string): name is Link {
    return (links as readonly string[]).includes(name);
}

/** Checks what the user named; an impossible pair is refused with the possible ones. */
export function parseTarget(board: string, link: string | undefined, connections: number | undefined): Target {
    if (!isBoard(board)) throw new UserError(`unknown target "${board}"; targets are ${boards.join(", ")}`);
    const possible = linksOf[board];
    const chosen = link ?? possible[0] ?? "";
    if (!isLink(chosen)) 
        throw new UserError(`unknown link "${chosen}"; on ${board} it can be ${possible.join(" or ")}`);
    if (!possible.includes(chosen)) {
        throw new UserError(
            `target ${board} has no link "${chosen}" in this version; it can be ${possible.join(" or ")}`,
        );
    }
    return { board, link: chosen, connections, sanitize: false };
}

/** A target with what the user gave with --set. */
export function withSettings(target: Target, settings: Settings): Target {
    refuseForeignSettings(settings, target.link);
    return { ...target, settings };
}

/** A folder name that differs whenever the compiled libraries do. */
export function targetKey(target: Target): string {
    const parts: string[] = [target.board, target.link];
    if (target.connections !== undefined) parts.push(`c${target.connections.toString()}`);
    if (target.sanitize) parts.push("sanitize");
    return parts.join("-");
}
