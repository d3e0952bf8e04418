/** Numbers as native code takes and gives them; to a program they are numbers. */

/** A number that native code takes or gives as a 32-bit signed integer. */
type int32 = number;
type uint8 = number;
type uint16 = number;
type uint32 = number;
/** Any number, as a tagged value: an int32 needs no double. A result with a range can be NaN too. */
type tagged = number;
/** The same without fractions: an integer of any size, -0, NaN or an infinity. */
type taggedInteger = number;
/** As a result: an integer of 32 bits, or NaN. */
type int32OrNaN = number;
/** In an interface that several typed arrays extend: what the class holds. */
type element = number;
/** As a parameter: ToIntegerOrInfinity. What is beyond int32 is as far outside as its bound. */
type int32Position = number;
