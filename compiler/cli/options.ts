/** Options of several commands. */
import { InvalidArgumentError, Option } from "commander";
import { setting } from "../build/settings.ts";
import { GENERAL_PARTS, type Generality, parseGenerality } from "../passes/generality.ts";
import { portMapping } from "./numbers.ts";

export const portOption = (): Option =>
    new Option("--port <mapping>", "PORT[:PROGRAM-PORT], port 80 when left out; may be repeated")
        .argParser(portMapping)
        .default([], "80 as 8080, any other as itself");

export const settingOption = (): Option =>
    new Option("--set <name=value>", "a setting of the firmware, e.g. wifi-ssid=home; may be repeated")
        .argParser(setting)
        .default({}, "none");

function generality(list: string): Generality {
    const parsed = parseGenerality(list);
    if ("unknown" in parsed)
        throw new InvalidArgumentError(`there is no part "${parsed.unknown}": ${GENERAL_PARTS.join(", ")}.`);
    return parsed;
}

export const generalOption = (): Option =>
    new Option("--general [parts]", `use no proof, or not those of some parts: ${GENERAL_PARTS.join(",")}`)
        .argParser(generality)
        .preset(GENERAL_PARTS.join(","));
