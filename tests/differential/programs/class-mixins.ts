const Named = <T extends new (...args: any[]) => any>(Base: T) =>
    class extends Base {
        tag = "named";
        hello(): string {
            return `${this.tag} ${super.hello()}`;
        }
    };
class Root {
    x = 1;
    constructor(readonly y: number) {}
    hello(): string {
        return `root ${this.x} ${this.y}`;
    }
    static make(): Root {
        return new this(5);
    }
    get twice(): number {
        return this.x * 2;
    }
}
const R2 = Named(Root);
const r = new R2(7);
console.log(r.hello(), r instanceof Root, r instanceof R2, r.twice);
console.log(R2.make().hello());
console.log(Object.getOwnPropertyNames(Root.prototype));
