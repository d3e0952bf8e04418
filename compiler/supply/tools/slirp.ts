import { output } from "../../system/process.ts";
import { type Tool } from "../tool.ts";

export const slirp: Tool = {
    name: "libslirp",
    description: "libslirp, the network behind the bridge",
    neededFor: ["host"],
    source: { kind: "install", packages: ["libslirp-dev", "libglib2.0-dev"] },
    async locate(machine) {
        const tool = machine.executable("pkg-config") ?? machine.executable("pkgconf");
        if (tool === undefined) return { state: "missing", why: "it is asked of pkg-config, which is missing" };
        const version = await output(tool, ["--modversion", "slirp"]);
        if (version === undefined) return { state: "missing", why: "pkg-config finds no slirp.pc" };
        const folder = (await output(tool, ["--variable=libdir", "slirp"])) ?? "";
        return { state: "found", origin: "distribution", path: folder, version };
    },
};
