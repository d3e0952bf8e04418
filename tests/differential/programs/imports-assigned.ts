// What a module imports it cannot assign.
// @ts-nocheck
import { v } from "./modules/names/int.ts";
import * as all from "./modules/names/int.ts";
const tell = (run) => {
    try {
        run();
        console.log("ran");
    } catch (e) {
        console.log(e.name);
    }
};
tell(() => {
    v = 2;
});
tell(() => {
    all.v++;
});
tell(() => {
    ({ v } = { v: 1 });
});
console.log(v, all.v);
