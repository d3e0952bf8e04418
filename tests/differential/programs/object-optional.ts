interface Options {
    name: string;
    port?: number;
    on?: () => string;
}
function describe(options: Options): void {
    console.log(options.name, options.port, options.port ?? 80, options.on?.());
}
describe({ name: "a" });
describe({ name: "b", port: 0 });
describe({ name: "c", on: () => "called" });
describe({ name: "d", port: undefined });
