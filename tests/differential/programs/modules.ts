import { counter, increment, Base, pick as choose } from "./modules/first.ts";
import * as second from "./modules/second.ts";

console.log("entry", counter);
increment();
increment();
console.log(counter, second.double(counter), second.constant, choose("a", "b"));
class Derived extends Base {
    override name(): string {
        return "derived of " + super.name();
    }
}
console.log(new Derived().name(), second.make().name());
