/** Options of several commands. */
import { Option } from "commander";
import { setting } from "../build/settings.ts";
import { portMapping } from "./numbers.ts";

export const portOption = (): Option =>
    new Option("--port <mapping>", "PORT[:PROGRAM-PORT], port 80 when left out; may be repeated")
        .argParser(portMapping)
        .default([], "80 as 8080, any other as itself");

export const settingOption = (): Option =>
    new Option("--set <name=value>", "a setting of the firmware, e.g. wifi-ssid=home; may be repeated")
        .argParser(setting)
        .default({}, "none");
