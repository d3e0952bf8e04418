/**
 * `node --import tsx tests/unicode/generate.ts`: writes the tables of case conversion from the
 * Unicode data of this Node.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { caseTables, tablesFile } from "./case-tables.ts";

writeFileSync(path.join(import.meta.dirname, "../..", tablesFile), caseTables());
