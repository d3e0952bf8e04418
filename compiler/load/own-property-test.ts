/** Members of Object.prototype that a call can ask for, whatever the object is. */
export const isOwnPropertyTest = (name: string): boolean =>
    name === "hasOwnProperty" || name === "propertyIsEnumerable" || name === "isPrototypeOf";
