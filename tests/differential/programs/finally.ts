function f(kind: number): string {
    let log = "";
    try {
        log += "try ";
        if (kind === 1) return log + "returned";
        if (kind === 2) throw new Error("thrown");
        log += "end ";
    } catch (e) {
        log += "catch ";
        if (kind === 2) return log + "from catch";
    } finally {
        console.log("finally", kind, log);
    }
    return log + "after";
}
for (let i = 0; i < 3; i++) console.log(f(i));
function override(): number {
    try {
        return 1;
    } finally {
        return 2;
    }
}
console.log(override());
function kept(): number {
    let n = 1;
    try {
        return n;
    } finally {
        n = 5;
        console.log("n", n);
    }
}
console.log(kept());
for (let i = 0; i < 4; i++) {
    try {
        if (i === 1) continue;
        if (i === 2) break;
        console.log("body", i);
    } finally {
        console.log("cleanup", i);
    }
}
outer: for (const x of [1, 2]) {
    try {
        try {
            if (x === 1) continue outer;
        } finally {
            console.log("inner", x);
        }
    } finally {
        console.log("outer", x);
    }
}
try {
    try {
        throw "first";
    } finally {
        console.log("passing");
    }
} catch (e) {
    console.log(e);
}
try {
    try {
        throw "lost";
    } finally {
        throw "replaced";
    }
} catch (e) {
    console.log(e);
}
