console.log("%s is %d and %i %f", "x", 1.5, 2.7, 3.5, "extra");
console.log("100%", 5, "%s", "last");
console.log("%s");
console.log(5, "%s", "x");
console.log("%% %s %%", 1);
console.log("%c%s", "css", "after");
console.log("lone \ud800 surrogate");
console.log("");
console.log('tab\tquote" é \u{1F600}');
