const s = "Hello";
console.log(
    s.length,
    s[0],
    s[4],
    s[5],
    s.charAt(1),
    s.charCodeAt(1),
    s.charCodeAt(9),
    s.indexOf("l"),
    s.lastIndexOf("l"),
);
console.log(s.slice(1, 3), s.slice(-2), s.substring(3, 1), s.includes("ell"), s.startsWith("He"), s.endsWith("lo"));
console.log(s + " " + "world", "ab".repeat(3), "  trim ".trim() + "|", "7".padStart(3, "0"), "7".padEnd(3, "-") + "|");
console.log("a,b,,c".split(",").length, "a,b,,c".split(",").join(";"), "abc".split("").join(" "), "x".concat("y", "z"));
console.log("aXbX".replace("X", "-"), "aXbX".replaceAll("X", "-"), String.fromCharCode(72, 105));
console.log("b".at(-1), "b".at(3));
