// What the suite asks of a host: a function that prints.
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- tests call it
function print(text) {
    console.log(text);
}
