const local = "another module's";
console.log(local);
