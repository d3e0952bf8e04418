console.log(2 ** 10, 2 ** -1, (-8) ** (1 / 3), 10 ** (2 ** 2), NaN ** 0, 1 ** Infinity);
console.log(5.5 % 2, -5.5 % 2, 5 % -3, 5 % 0, Infinity % 2, 2 % Infinity, -1 % 1, 1e17 % 7);
let power = 3;
power **= 3;
console.log(power);
