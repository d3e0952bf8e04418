import { fileURLToPath } from "node:url";
import path from "node:path";

/** The checkout that this command line belongs to. */
export const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/** Tools and sources that were unpacked beside the build. */
export const supplyFolder = path.join(repositoryRoot, "build", "supply");

/** CMake's folders; programs of one target share the compiled libraries there. */
export const workFolder = path.join(repositoryRoot, "build", ".work");
