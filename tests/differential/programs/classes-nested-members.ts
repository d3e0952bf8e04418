function outer(v: number) {
    class Holder {
        made: { get(): number };
        field = new (class {
            constructor(readonly n = v) {}
            get(): number {
                return this.n + v;
            }
        })();
        later = (k: number) => {
            class InArrow {
                get(): number {
                    return v * k;
                }
            }
            return new InArrow().get();
        };
        constructor(p: number) {
            class Inner {
                get(): number {
                    return p + v + Holder.shared;
                }
            }
            this.made = new Inner();
        }
        static shared = 100;
        static build(q: number) {
            class FromStatic {
                own = this.sum();
                sum(): number {
                    return q + v + Holder.shared;
                }
            }
            return new FromStatic().own;
        }
        static lazily = [1, 2].map((x) => {
            class Lazy {
                x = x + v;
            }
            return new Lazy().x;
        });
    }
    const h = new Holder(7);
    return [h.made.get(), h.field.get(), h.later(3), Holder.build(4), Holder.lazily.join()].join(" ");
}
console.log(outer(1), "|", outer(10));
class Global {
    value = new (class {
        x = 5;
        y = () => this.x + 1;
    })();
}
console.log(new Global().value.y());
function viaFunction() {
    let count = 0;
    function bump(): number {
        return ++count;
    }
    class Uses {
        first = bump();
        run(): number {
            return bump() + this.first;
        }
    }
    class Second extends Uses {
        override run(): number {
            const twice = () => super.run() * 2;
            return twice();
        }
    }
    return [new Uses().run(), new Second().run(), count].join();
}
console.log(viaFunction());
const list = [3, 1, 2].map((n) => {
    class Cell {
        constructor(
            public readonly n: number,
            private other = n * 10,
        ) {}
        text(): string {
            return `${this.n}${this.other}${n}`;
        }
    }
    return new Cell(n + 1);
});
console.log(list.map((cell) => cell.text()).join());
