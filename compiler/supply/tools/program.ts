import { existsSync } from "node:fs";
import { type Purpose, type Tool } from "../tool.ts";
import { output } from "../../system/process.ts";

export interface Program {
    readonly name: string;
    readonly description: string;
    readonly neededFor: readonly Purpose[];
    /** Names to look for on the PATH, the first that is there is taken. */
    readonly commands: readonly string[];
    readonly variable?: string;
    /** Arguments that make it print its version. */
    readonly versionArguments: readonly string[];
    readonly packages: readonly string[];
}

/**
 * A tool that is an executable: named by the user, or on the PATH, or installed by the
 * distribution.
 */
export function program(description: Program): Tool {
    return {
        ...description,
        source: { kind: "install", packages: description.packages },
        async locate(machine) {
            const own = description.variable === undefined ? undefined : machine.env[description.variable];
            const asked = own !== undefined && own !== "";
            const names = asked ? [own] : description.commands;
            for (const name of names) {
                const file = name.includes("/") ? (existsSync(name) ? name : undefined) : machine.executable(name);
                if (file === undefined) continue;
                const text = await output(file, description.versionArguments);
                const version = /\d+\.\d+(\.\d+)*/.exec(text ?? "")?.[0];
                if (text === undefined || version === undefined)
                    return { state: "unusable", why: `${file} does not run` };
                return { state: "found", origin: asked ? "environment" : "distribution", path: file, version };
            }
            if (asked)
                return { state: "unusable", why: `${description.variable ?? ""} is ${own}, which is no program` };
            return { state: "missing", why: `no ${names.join(" or ")} on the PATH` };
        },
    };
}
