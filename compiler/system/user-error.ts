/** Something that the user can put right: printed as one line, exit status 1. */
export class UserError extends Error {
    override readonly name = "UserError";
}

/** The code of a Node system error ("ENOENT"), if it is one. */
export function systemErrorCode(error: unknown): string | undefined {
    if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
    return undefined;
}

function systemErrorPath(error: unknown): string {
    // Of a copy, what could not be written.
    if (error instanceof Error && "dest" in error && typeof error.dest === "string") return error.dest;
    return error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : "the output";
}

/**
 * Words for the failures of a healthy program on an unhealthy machine; undefined for anything else.
 */
export function describeSystemError(error: unknown): string | undefined {
    switch (systemErrorCode(error)) {
        case "ENOSPC":
            return `no space left on the disk while writing ${systemErrorPath(error)}; free some and run the command again`;
        case "EDQUOT":
            return `the disk quota is used up while writing ${systemErrorPath(error)}; free some space and run the command again`;
        case "EACCES":
        case "EPERM":
            return `no permission for ${systemErrorPath(error)}; change its permissions or work in another folder`;
        case "EROFS":
            return `${systemErrorPath(error)} is on a read-only file system; work in another folder`;
        case "EMFILE":
        case "ENFILE":
            return "too many open files; close some programs or raise the limit (ulimit -n)";
        default:
            return undefined;
    }
}
