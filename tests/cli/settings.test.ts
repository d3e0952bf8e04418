import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { describeFailure } from "../../compiler/build/cmake-failure.ts";
import { setting, settingNames, settingsScript } from "../../compiler/build/settings.ts";
import { builtAddress, builtWifiNetwork } from "../../compiler/build/wifi-settings.ts";
import { pauseForHeap, readPause, warningOf } from "../../compiler/report/pause.ts";
import { run } from "../../compiler/system/process.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";

test("settings reach CMake as they were written, and are forgotten by the next build without them", async (context) => {
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

test("an unknown setting is refused with the names that there are", async () => {
    for (const [text, given] of [
        ["wifi-pasword=secrets", "wifi-pasword is not a setting: "],
        ["=secrets", " is not a setting: "],
        ["secrets", ""],
        ["TSPICO_ROOT=/secrets", "TSPICO_ROOT is not a setting: "],
    ] as const) {
        const outcome = await tspico(["build", "ts-src/echo.ts", "--set", text]);
        assert.equal(outcome.status, 1);
        const expected = `tspico: --set: ${given}it must be NAME=VALUE, and the names are TSPICO_WIFI_SSID, `;
        assert.ok(outcome.stderr.startsWith(expected), outcome.stderr);
        assert.doesNotMatch(outcome.stderr, /secrets/);
    }
});

test("a setting that would change nothing is refused, with the link that it belongs to", async () => {
    for (const [link, text, expected] of [
        [
            "usb",
            "wifi-ssid=home",
            /^tspico: TSPICO_WIFI_SSID is a setting of --link wifi; it changes nothing for --link usb$/,
        ],
        ["usb", "address=10.0.0.9/8", /^tspico: TSPICO_ADDRESS is a setting of --link wifi;/],
        ["loopback", "hostname=bell", /^tspico: TSPICO_HOSTNAME is a setting of --link wifi and usb;/],
    ] as const) {
        const outcome = await tspico(["build", "ts-src/hello.ts", "--target", "pico", "--link", link, "--set", text]);
        assert.equal(outcome.status, 1);
        assert.match(outcome.stderr.trimEnd(), expected);
    }
});

test("a setting that cannot be is refused by its name in one line", async (context) => {
    for (const [text, expected] of [
        ["hostname=a_b", /^tspico: TSPICO_HOSTNAME is a_b; a name has letters, digits and - inside$/],
        [
            "usb-address=192.168.7.255",
            /^tspico: TSPICO_USB_ADDRESS is 192\.168\.7\.255; on USB it has .*, and ends with 1 to 250$/,
        ],
        ["usb-pid=65536", /^tspico: TSPICO_USB_PID is 65536; it is a number of 16 bits, such as 0x1209$/],
        ["heap-size=64k", /^tspico: TSPICO_HEAP_SIZE is 64k; the script heap is a number of bytes, 4096 to 1048576$/],
        ["heap-size=-1", /^tspico: TSPICO_HEAP_SIZE is -1; the script heap is a number of bytes, 4096 to 1048576$/],
        [
            "heap-size=250000",
            /^tspico: a script heap of 250000 bytes does not fit; beside this program the board has room for \d{5,6} \(--set heap-size\)$/,
        ],
        ["mdns=maybe", /^tspico: TSPICO_MDNS is maybe; it can be ON or OFF$/],
    ] as const) {
        const cwd = temporaryFolder(context);
        const outcome = await tspico(["build", path.join(root, "ts-src/hello.ts"), "--target", "pico", "--set", text], {
            cwd,
        });
        assert.equal(outcome.status, 1, outcome.stderr);
        const lines = outcome.stderr.trimEnd().split("\n");
        assert.match(lines.at(-1) ?? "", expected);
        assert.deepEqual(readdirSync(cwd), []);
    }
});

test("a program that does not fit is told by how much, and what would make room", () => {
    const ram = describeFailure(
        "ld: region `RAM' overflowed by 4711 bytes\ncollect2: error: ld returned 1\n",
        "build",
        "x.log",
    );
    assert.match(ram.message, /^the program needs 4711 bytes more memory \(RAM\) than the board has; .*--connections/);
    const heap = describeFailure("ld: region `RAM' overflowed by 4711 bytes\n", "build", "x.log", "100352");
    // 196 pages, of which nine are too many: a page and its tables are 553 bytes.
    assert.equal(
        heap.message,
        "a script heap of 100352 bytes does not fit; beside this program the board has room for 95744 (--set heap-size)",
    );
    const flash = describeFailure("ld: region `FLASH' overflowed by 12 bytes\n", "build", "x.log");
    assert.equal(flash.message, "the program is too large for the board's flash, by 12 bytes");
});

test("the script heap has what nobody else needs, or exactly what was asked for", async (context) => {
    const heapOf = async (...settings: string[]): Promise<number> => {
        const cwd = temporaryFolder(context);
        const program = path.join(root, "ts-src/hello.ts");
        const outcome = await tspico(["build", program, "--target", "pico", "--json", ...settings], { cwd });
        assert.equal(outcome.status, 0, outcome.stderr);
        const report = JSON.parse(outcome.stdout) as { scriptHeap: number; collectorPause: { heap: number } };
        assert.equal(report.collectorPause.heap, report.scriptHeap);
        return report.scriptHeap;
    };
    assert.equal(await heapOf("--set", "heap-size=20480"), 20480);
    const most = await heapOf();
    assert.ok(most > 64 * 1024 && most <= 128 * 1024, most.toString());
});

test("a host has the script heap that was asked for", async (context) => {
    const cwd = temporaryFolder(context);
    const program = path.join(cwd, "rooms.ts");
    writeFileSync(
        program,
        `for (const size of [6000, 10000]) {
    try {
        console.log(new Uint8Array(size).length);
    } catch (error) {
        console.log(size, String(error));
    }
}
export {};
`,
    );
    const built = await tspico(["build", program, "--target", "host", "--set", "heap-size=8192"], { cwd });
    assert.equal(built.status, 0, built.stderr);
    const { stdout } = await run(path.join(cwd, "build/rooms/host/rooms"), []);
    assert.equal(stdout, "6000\n10000 RangeError: out of memory\n");
});

test("above 128 KiB the report warns how long a collection can take", () => {
    const measured = readPause(path.join(root, "firmware/pause.json"));
    assert.ok(pauseForHeap(measured, 128 * 1024).milliseconds < 10);
    assert.equal(warningOf(pauseForHeap(measured, 128 * 1024)), undefined);
    const larger = pauseForHeap({ cycles: 875_000, milliseconds: 7, heap: 100 * 1024 }, 160 * 1024);
    assert.equal(
        warningOf(larger),
        "a script heap of 160 KiB can stop the program for 11.2 ms while it is collected; 128 KiB stay under 10 ms",
    );
});

test("the words of an error of CMake are shown with its place", () => {
    const log =
        "-- Checking\nCMake Error at pico-sdk/a.cmake:7 (message):\n  Compiler 'x' not\n  found.\nCall Stack:\n  b.cmake:1\n";
    const { message } = describeFailure(log, "configure", "x.log");
    assert.equal(
        message,
        "the C build failed (configure); the log is x.log\nCMake Error at pico-sdk/a.cmake:7 (message):\nCompiler 'x' not found.",
    );
});

test("a file of settings gives every value as it was written, with what CMake has other uses for", async (context) => {
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

/**
 * Configures a project of one program for a link; what CMake says, the header and what was seen of
 * its folder meanwhile.
 */
async function configureNetwork(
    folder: string,
    link: "wifi" | "usb",
    file: string,
    network = "TSPICO_WIFI_SSID=home\nTSPICO_WIFI_PASSWORD=a password\n",
): Promise<{ status: number | null; stderr: string; header: string; build: string; environment: NodeJS.ProcessEnv }> {
    const project = `cmake_minimum_required(VERSION 3.24)
project(x NONE)
include(${root}/cmake/network_settings.cmake)
function(look variable access)
    if(access STREQUAL READ_ACCESS)
        execute_process(COMMAND stat -c %a \${CMAKE_BINARY_DIR}/settings OUTPUT_VARIABLE mode)
        file(APPEND \${CMAKE_BINARY_DIR}/modes "\${mode}")
    endif()
endfunction()
variable_watch(PASSWORD look)
add_library(program INTERFACE)
function(target_include_directories)
endfunction()
set(TSPICO_LINK ${link})
tspico_network_settings(program)
`;
    writeFileSync(path.join(folder, "CMakeLists.txt"), project);
    const settings = path.join(folder, "wifi.env");
    writeFileSync(settings, network + file);
    const environment: NodeJS.ProcessEnv = { ...process.env, TSPICO_WIFI_FILE: settings };
    for (const name of settingNames) Reflect.deleteProperty(environment, name);
    const build = path.join(folder, `build-${link}`);
    const command = 'umask 022 && exec cmake -S "$0" -B "$1"';
    const { status, stderr } = await run("sh", ["-c", command, folder, build], { env: environment });
    const header = status === 0 ? readFileSync(path.join(build, "settings/tsp_network_settings.h"), "utf8") : "";
    return { status, stderr, header, build, environment };
}

test("one file of settings gives a board one address over Wi-Fi and another on USB", async (context) => {
    const folder = temporaryFolder(context);
    const file = "TSPICO_ADDRESS=10.1.2.50/16\nTSPICO_GATEWAY=10.1.0.1\n";
    const wifi = await configureNetwork(folder, "wifi", file);
    assert.match(
        wifi.header,
        /TSP_ADDRESS 10, 1, 2, 50\n#define TSP_ADDRESS_BITS 16\n#define TSP_GATEWAY 10, 1, 0, 1\n/,
    );
    assert.match((await configureNetwork(folder, "usb", file)).header, /TSP_ADDRESS 192, 168, 7, 1\n/);
    const usb = await configureNetwork(folder, "usb", `${file}TSPICO_USB_ADDRESS=192.168.9.100\n`);
    assert.match(usb.header, /TSP_ADDRESS 192, 168, 9, 100\n/);
    assert.deepEqual(builtAddress(usb.environment, "wifi"), { address: "10.1.2.50/16", gateway: "10.1.0.1" });
    assert.deepEqual(builtAddress(usb.environment, "usb"), { address: "192.168.9.100", gateway: "" });
});

test("addresses that C would read otherwise, or that are none, are refused with the setting's name", async (context) => {
    const folder = temporaryFolder(context);
    for (const address of [
        "192.168.010.1",
        "192.168.1.08",
        "00.1.2.3",
        "10.0.0.256",
        "10.0.0.1/08",
        "10.0.0.1/0",
        "10.0.0",
    ]) {
        for (const [link, name] of [
            ["wifi", "TSPICO_ADDRESS"],
            ["usb", "TSPICO_USB_ADDRESS"],
        ] as const) {
            const outcome = await configureNetwork(folder, link, `${name}=${address}\n`);
            assert.notEqual(outcome.status, 0, address);
            assert.ok(outcome.stderr.includes(`${name} is ${address};`), outcome.stderr);
        }
    }
    const zeros = await configureNetwork(folder, "wifi", "TSPICO_ADDRESS=10.0.0.100/20\n");
    assert.match(zeros.header, /TSP_ADDRESS 10, 0, 0, 100\n#define TSP_ADDRESS_BITS 20\n/);
});

test("a network that no radio could join is refused, and a password is not shown", async (context) => {
    const folder = temporaryFolder(context);
    for (const [line, expected] of [
        [`TSPICO_WIFI_SSID=${"n".repeat(33)}`, /TSPICO_WIFI_SSID has 33 bytes; a network's\s+name has 1 to 32/],
        ["TSPICO_WIFI_PASSWORD=secrets", /TSPICO_WIFI_PASSWORD has 7 characters; a password has 8 to\s+63/],
        [`TSPICO_WIFI_PASSWORD=${"secrets!".repeat(8)}`, /TSPICO_WIFI_PASSWORD has 64 characters;/],
    ] as const) {
        const outcome = await configureNetwork(folder, "wifi", "", `${line}\n`);
        assert.notEqual(outcome.status, 0, line);
        assert.match(outcome.stderr, expected);
        assert.doesNotMatch(outcome.stderr, /secrets/);
    }
});

test("the header with the password is out of other users' reach before the password is in it", async (context) => {
    const { build, header } = await configureNetwork(temporaryFolder(context), "wifi", "");
    assert.match(header, /TSP_WIFI_PASSWORD "a password"/);
    assert.match(readFileSync(path.join(build, "modes"), "utf8"), /^(700\n)+$/);
    assert.equal(statSync(path.join(build, "settings/tsp_network_settings.h")).mode & 0o777, 0o600);
});
