import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { setting, settingsScript } from "../../compiler/cli/settings.ts";
import { builtWifiNetwork } from "../../compiler/cli/wifiSettings.ts";
import { run } from "../../compiler/supply/process.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";

void test("settings reach CMake as they were written, and are forgotten by the next build without them", async (context) => {
    const folder = temporaryFolder(context);
    const script = path.join(folder, "settings.cmake");
    const project = path.join(folder, "CMakeLists.txt");
    writeFileSync(
        project,
        'cmake_minimum_required(VERSION 3.24)\nproject(x NONE)\nfile(WRITE ${CMAKE_BINARY_DIR}/seen "${TSPICO_WIFI_PASSWORD}|${TSPICO_HOSTNAME}")\n',
    );
    const configure = async (texts: readonly string[]): Promise<string> => {
        const settings = texts.reduce((previous, text) => setting(text, previous), {});
        writeFileSync(script, settingsScript(settings));
        const build = path.join(folder, "build");
        const outcome = await run("cmake", ["-C", script, "-S", folder, "-B", build]);
        assert.equal(outcome.status, 0, outcome.stderr);
        return (await run("cat", [path.join(build, "seen")])).stdout;
    };
    const password = 'a ]=] $b{c} ;d "e" \\n #f =g';
    assert.equal(await configure([`wifi-password=${password}`, "TSPICO_HOSTNAME=bell"]), `${password}|bell`);
    assert.equal(await configure(["hostname=lamp"]), "|lamp");
    assert.equal(await configure([]), "|");
});

void test("an unknown setting is refused with the names that there are", async () => {
    for (const text of ["wifi=home", "=x", "hostname", "TSPICO_ROOT=/"]) {
        const outcome = await tspico(["build", "ts-src/echo.ts", "--set", text]);
        assert.equal(outcome.status, 1);
        assert.match(outcome.stderr, /must be NAME=VALUE, and the names are TSPICO_WIFI_SSID, /);
    }
});

void test("a file of settings gives every value as it was written, with what CMake has other uses for", async (context) => {
    const folder = temporaryFolder(context);
    const values = { TSPICO_WIFI_SSID: "home; sweet [home]", TSPICO_WIFI_PASSWORD: 'a\\;b ${c} @d@ "e" #f=g ' };
    const file = path.join(folder, "wifi.env");
    writeFileSync(
        file,
        Object.entries(values)
            .map(([name, value]) => `${name}=${value}\n`)
            .join(""),
    );
    const project = `cmake_minimum_required(VERSION 3.24)
project(x NONE)
include(${root}/cmake/network_settings.cmake)
foreach(name IN ITEMS TSPICO_WIFI_SSID TSPICO_WIFI_PASSWORD)
    tspico_network_setting(value \${name} "")
    file(APPEND \${CMAKE_BINARY_DIR}/seen "\${value}\n")
endforeach()
`;
    writeFileSync(path.join(folder, "CMakeLists.txt"), project);
    const environment = { ...process.env, TSPICO_WIFI_FILE: file };
    for (const name of Object.keys(values)) Reflect.deleteProperty(environment, name);
    const build = path.join(folder, "build");
    const outcome = await run("cmake", ["-S", folder, "-B", build], { env: environment });
    assert.equal(outcome.status, 0, outcome.stderr);
    assert.equal(readFileSync(path.join(build, "seen"), "utf8"), `${Object.values(values).join("\n")}\n`);
    const network = { ssid: values.TSPICO_WIFI_SSID, passphrase: values.TSPICO_WIFI_PASSWORD };
    assert.deepEqual(builtWifiNetwork(environment), network, "the emulated network is the one that was built in");
});
