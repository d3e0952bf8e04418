/*
 * The functions of Math give the same bits on every machine: those that were measured on the host.
 */
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static const struct {
    const char *name;
    double (*function)(double x);
    uint64_t argument;
    uint64_t result;
} known[] = {
    {"exp", tsp_math_exp, UINT64_C(0x3FF0000000000000), UINT64_C(0x4005BF0A8B145769)},
    {"exp", tsp_math_exp, UINT64_C(0xBFD3333333333333), UINT64_C(0x3FE7B4C869C37C05)},
    {"exp", tsp_math_exp, UINT64_C(0x40862C0000000000), UINT64_C(0x7FE81E9B4B52D0C9)},
    {"expm1", tsp_math_expm1, UINT64_C(0x3E112E0BE826D695), UINT64_C(0x3E112E0BE84BBB51)},
    {"expm1", tsp_math_expm1, UINT64_C(0xC004000000000000), UINT64_C(0xBFED5F8F47ED617B)},
    {"sinh", tsp_math_sinh, UINT64_C(0x3F847AE147AE147B), UINT64_C(0x3F847AF7A654E9EF)},
    {"sinh", tsp_math_sinh, UINT64_C(0xC014000000000000), UINT64_C(0xC0528D0166F07374)},
    {"cosh", tsp_math_cosh, UINT64_C(0x400A000000000000), UINT64_C(0x4029D440D2C3A213)},
    {"tanh", tsp_math_tanh, UINT64_C(0x3FE8000000000000), UINT64_C(0x3FE45323E552F228)},
    {"tanh", tsp_math_tanh, UINT64_C(0xBEE4F8B588E368F1), UINT64_C(0xBEE4F8B588E06854)},
    {"log", tsp_math_log, UINT64_C(0x4008000000000000), UINT64_C(0x3FF193EA7AAD030B)},
    {"log", tsp_math_log, UINT64_C(0x000012688B70E62B), UINT64_C(0xC0864E69394D9508)},
    {"log2", tsp_math_log2, UINT64_C(0x4020000000000000), UINT64_C(0x4008000000000000)},
    {"log2", tsp_math_log2, UINT64_C(0x3FD3333333333333), UINT64_C(0xBFFBCA9C6F53897B)},
    {"log10", tsp_math_log10, UINT64_C(0x4480F0CF064DD592), UINT64_C(0x4036000000000000)},
    {"log10", tsp_math_log10, UINT64_C(0x401C000000000000), UINT64_C(0x3FEB0B0B0B78CC3F)},
    {"log1p", tsp_math_log1p, UINT64_C(0x3D719799812DEA11), UINT64_C(0x3D719799812DE065)},
    {"log1p", tsp_math_log1p, UINT64_C(0x4014000000000000), UINT64_C(0x3FFCAB0BFA2A2002)},
    {"asinh", tsp_math_asinh, UINT64_C(0xBFC999999999999A), UINT64_C(0xBFC96EAD72FE8B33)},
    {"asinh", tsp_math_asinh, UINT64_C(0x6974E718D7D7625A), UINT64_C(0x407CD35CD6CAD20F)},
    {"acosh", tsp_math_acosh, UINT64_C(0x3FF000001AD7F29B), UINT64_C(0x3F3D4EFFC065CAE4)},
    {"acosh", tsp_math_acosh, UINT64_C(0x4049000000000000), UINT64_C(0x40126B9783D0A89D)},
    {"atanh", tsp_math_atanh, UINT64_C(0x3FE0000000000000), UINT64_C(0x3FE193EA7AAD030B)},
    {"atanh", tsp_math_atanh, UINT64_C(0xBFEFF7CED916872B), UINT64_C(0xC00E66CFDE9C7C2D)},
    {"sin", tsp_math_sin, UINT64_C(0x3FF0000000000000), UINT64_C(0x3FEAED548F090CEE)},
    {"sin", tsp_math_sin, UINT64_C(0x4480F0CF064DD592), UINT64_C(0xBFEB453AB76BF397)},
    {"sin", tsp_math_sin, UINT64_C(0xBF50624DD2F1A9FC), UINT64_C(0xBF50624DA5218A62)},
    {"sin", tsp_math_sin, UINT64_C(0x400921FB54442D18), UINT64_C(0x3CA1A62633145C07)},
    {"cos", tsp_math_cos, UINT64_C(0x4000000000000000), UINT64_C(0xBFDAA22657537205)},
    {"cos", tsp_math_cos, UINT64_C(0x7E37E43C8800759C), UINT64_C(0xBFE2699022ADC4C1)},
    {"cos", tsp_math_cos, UINT64_C(0x3FF921FB54442D18), UINT64_C(0x3C91A62633145C07)},
    {"tan", tsp_math_tan, UINT64_C(0x3FE0000000000000), UINT64_C(0x3FE17B4F5BF3474A)},
    {"tan", tsp_math_tan, UINT64_C(0x40F86A0000000000), UINT64_C(0xBFA250A9D503313D)},
    {"asin", tsp_math_asin, UINT64_C(0x3FE3333333333333), UINT64_C(0x3FE4978FA3269EE1)},
    {"asin", tsp_math_asin, UINT64_C(0xBFEFFFEB074A771D), UINT64_C(0xBFF90FA9F3695AA5)},
    {"acos", tsp_math_acos, UINT64_C(0xBFD999999999999A), UINT64_C(0x3FFFB78E047DFBA5)},
    {"acos", tsp_math_acos, UINT64_C(0x3FEFFFFFCA501ACB), UINT64_C(0x3F3D4EFFC851E7F2)},
    {"atan", tsp_math_atan, UINT64_C(0x3FD3333333333333), UINT64_C(0x3FD2A73A661EAF06)},
    {"atan", tsp_math_atan, UINT64_C(0xC202A05F20000000), UINT64_C(0xBFF921FB543D4DE0)},
    {"cbrt", tsp_math_cbrt, UINT64_C(0x4000000000000000), UINT64_C(0x3FF428A2F98D728B)},
    {"cbrt", tsp_math_cbrt, UINT64_C(0x80000000000007E8), UINT64_C(0xA9C94C7F15EF7DDF)},
};

static void assert_bits(const char *name, uint64_t expected, double actual) {
    const uint64_t bits = tsp_double_bits(actual);
    TEST_ASSERT_EQUAL_HEX32_MESSAGE((uint32_t)(expected >> 32), (uint32_t)(bits >> 32), name);
    TEST_ASSERT_EQUAL_HEX32_MESSAGE((uint32_t)expected, (uint32_t)bits, name);
}

static void test_results_are_the_same_bits_everywhere(void) {
    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_bits(known[i].name, known[i].result, known[i].function(tsp_double_from_bits(known[i].argument)));
    }
}

static void test_atan2_and_hypot(void) {
    assert_bits("atan2", UINT64_C(0x4002D97C7F3321D2), tsp_math_atan2(1.0, -1.0));
    assert_bits("atan2 of -0", UINT64_C(0xC00921FB54442D18), tsp_math_atan2(-0.0, -1.0));
    const tsp_value legs[] = {tsp_from_int32(3), tsp_from_double(-4.0), tsp_from_int32(12)};
    TEST_ASSERT_TRUE(tsp_math_hypot(2, legs) == 5.0);
    TEST_ASSERT_TRUE(tsp_math_hypot(3, legs) == 13.0);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_results_are_the_same_bits_everywhere);
    RUN_TEST(test_atan2_and_hypot);
    return UNITY_END();
}
