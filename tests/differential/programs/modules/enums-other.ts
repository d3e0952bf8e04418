export enum Level {
    Low = 1,
    High = Low << 4,
}
enum Inner {
    Only = "only",
}
export { Inner as Renamed };
export const enum Fixed {
    Three = 3,
}
enum Default {
    One,
}
export default Default;
