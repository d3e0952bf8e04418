/** The tests of a user's own project, instead of tspico's. */
import { existsSync } from "node:fs";
import path from "node:path";
import { isInstalled, repositoryRoot } from "../../system/layout.ts";
import { UserError } from "../../system/user-error.ts";
import { type TestGroup } from "./context.ts";
import { runNodeTests } from "./node-tests.ts";

/** Whether the command was given in a project of the user's, outside of tspico's own checkout. */
export function isInProject(): boolean {
    const inside = path.relative(repositoryRoot, process.cwd());
    return isInstalled || inside.startsWith("..") || path.isAbsolute(inside);
}

/** Every test/**\/*.test.ts of the working folder. */
export const projectTests: TestGroup = {
    name: "project",
    async run(context) {
        const folder = "test";
        if (!existsSync(path.join(process.cwd(), folder)))
            throw new UserError(`there is no folder "${folder}" here; a project's tests are ${folder}/*.test.ts`);
        return runNodeTests(process.cwd(), folder, context);
    },
};
