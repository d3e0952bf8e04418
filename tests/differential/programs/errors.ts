class AppError extends Error {
    code: number;
    constructor(message: string, code: number) {
        super(message);
        this.name = "AppError";
        this.code = code;
    }
}
function fail(kind: number): never {
    if (kind === 0) throw new Error("plain");
    if (kind === 1) throw new TypeError("type");
    if (kind === 2) throw new RangeError("range");
    throw new AppError("custom", kind);
}
for (let i = 0; i < 4; i++) {
    try {
        fail(i);
    } catch (error) {
        if (error instanceof AppError) console.log("app", error.code);
        if (error instanceof Error)
            console.log(error.name, error.message, error.toString(), error instanceof TypeError);
    }
}
console.log(new Error().message === "", new Error("m").name);
