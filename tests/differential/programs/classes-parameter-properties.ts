class Account {
    constructor(
        readonly owner: string,
        private balance = 0,
    ) {}
    deposit(n: number): number {
        return (this.balance += n);
    }
}
const a = new Account("me");
console.log(a.owner, a.deposit(5), a.deposit(0.25));
