/** What a script lets happen in the air. */
import type { Radio } from "./radio.ts";

/** Does what an action says; throws where there is none of that name. */
export function perform(radio: Radio, action: string): void {
    const [word, argument = ""] = action.split(/ (.*)/);
    switch (word) {
        case "loseLink":
            radio.loseLink();
            break;
        case "deauthenticate":
            radio.deauthenticate();
            break;
        case "remove":
            radio.air.remove(argument);
            break;
        default:
            throw new Error(`nothing in the air is called "${action}"`);
    }
}
