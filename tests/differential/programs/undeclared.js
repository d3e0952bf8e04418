// Names that nothing declares are found out when the program comes to them.
function attempt(action) {
    try {
        console.log("value", action());
    } catch (error) {
        console.log(String(error), error instanceof ReferenceError, error instanceof TypeError);
    }
}

function said(text) {
    console.log(text);
    return text;
}

attempt(() => missing);
attempt(() => missing.member);
attempt(() => missing(said("not evaluated")));
attempt(() => missing[said("not evaluated")]);
attempt(() => new missing(said("not evaluated")));
attempt(() => said("left") + missing + said("not evaluated"));
attempt(() => `${missing}`);
attempt(() => ({ missing }));
attempt(() => [missing]);
attempt(() => missing?.member);
attempt(() => missing ?? 1);
attempt(() => typeof missing);
attempt(() => typeof missing === "undefined" || missing);
attempt(() => typeof missing);
attempt(() => typeof missing.member);
attempt(() => (false && missing) || "never read");
attempt(() => (missing = said("evaluated")));
attempt(() => (missing += said("not evaluated")));
attempt(() => (missing ??= said("not evaluated")));
attempt(() => missing++);
attempt(() => --missing);
attempt(() => ([missing] = [1]));
attempt(() => ({ a: missing } = { a: 1 }));
attempt(() => ({ missing } = { missing: 1 }));
attempt(() => {
    for (missing of [1, 2]) said("not reached");
});
attempt(() => {
    const fixed = 1;
    fixed = said("evaluated");
    return fixed;
});
attempt(() => {
    const fixed = 1;
    return fixed++;
});
attempt(() => {
    for (const each of [1]) each = 2;
});

console.log(typeof attempt);
class Late {
    value = missing;
    static make() {
        return new Late();
    }
}
attempt(() => Late.make());
said(missing);
