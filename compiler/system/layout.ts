import { fileURLToPath } from "node:url";
import path from "node:path";

/** The checkout that this command line belongs to. */
export const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/**
 * npm installed tspico into a project: then what is built and unpacked belongs to the project, and
 * a new install loses nothing.
 */
export const isInstalled = repositoryRoot.split(path.sep).includes("node_modules");

const home = isInstalled ? process.cwd() : repositoryRoot;

/** Tools and sources that were unpacked beside the build. */
export const supplyFolder = path.join(home, "build", "supply");

/** CMake's folders; programs of one target share the compiled libraries there. */
export const workFolder = path.join(home, "build", ".work");
