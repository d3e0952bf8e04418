// Comparisons with booleans, which gcc and clang look at twice.
// @ts-nocheck
function isTrue(a, b) {
    return (a === undefined) === (b === undefined);
}
console.log(
    isTrue(1),
    isTrue(),
    isTrue(1, 2),
    (isTrue(1) === true) !== false,
    !isTrue() == !isTrue(1),
    !isTrue() != true,
);
