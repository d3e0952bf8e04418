class Button {
    clicks = 0;
    onClick = () => {
        this.clicks++;
        return this.clicks;
    };
    later(): () => string {
        return () => "clicks " + this.clicks;
    }
}
const button = new Button();
const handler = button.onClick;
handler();
handler();
console.log(button.clicks, button.later()());
const expression = class {
    v = 1;
    m() {
        return this.v;
    }
};
console.log(new expression().m());
