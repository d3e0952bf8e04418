/*
 * Reads one operation a line, "name bits bits" in hexadecimal or "parse text", and answers with
 * text or bits.
 */
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/number_methods.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"

#include "runtime/heap.h"
#include "runtime/port.h"

#include <inttypes.h>
#include <stdio.h>

static void put_number(double number) {
    printf("%016" PRIx64 "\n", tsp_from_double(number)); /* every NaN as one */
}

static void put_string(const struct tsp_string *string) {
    printf("%.*s\n", (int)string->length, (const char *)string->u.latin1);
}

static const struct {
    const char *name;
    double (*function)(double x);
} functions[] = {
    {"exp", tsp_math_exp},     {"expm1", tsp_math_expm1}, {"sinh", tsp_math_sinh},   {"cosh", tsp_math_cosh},
    {"tanh", tsp_math_tanh},   {"log", tsp_math_log},     {"log2", tsp_math_log2},   {"log10", tsp_math_log10},
    {"log1p", tsp_math_log1p}, {"asinh", tsp_math_asinh}, {"acosh", tsp_math_acosh}, {"atanh", tsp_math_atanh},
    {"sin", tsp_math_sin},     {"cos", tsp_math_cos},     {"tan", tsp_math_tan},     {"asin", tsp_math_asin},
    {"acos", tsp_math_acos},   {"atan", tsp_math_atan},   {"cbrt", tsp_math_cbrt},   {"sqrt", tsp_math_sqrt},
    {"round", tsp_math_round}, {"floor", tsp_math_floor}, {"ceil", tsp_math_ceil}};

static void run(const char *name, double a, double b) {
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (strcmp(name, functions[i].name) == 0) {
            put_number(functions[i].function(a));
            return;
        }
    }
    if (strcmp(name, "format") == 0) {
        put_string(tsp_double_to_string(a));
    } else if (strcmp(name, "fixed") == 0) {
        put_string(tsp_number_to_fixed(tsp_from_double(a), tsp_from_double(b)));
    } else if (strcmp(name, "precision") == 0) {
        put_string(tsp_number_to_precision(tsp_from_double(a), tsp_from_double(b)));
    } else if (strcmp(name, "exponential") == 0) {
        put_string(tsp_number_to_exponential(tsp_from_double(a), tsp_from_double(b)));
    } else if (strcmp(name, "shortest") == 0) {
        put_string(tsp_number_to_exponential(tsp_from_double(a), TSP_UNDEFINED));
    } else if (strcmp(name, "radix") == 0) {
        put_string(tsp_number_to_string(tsp_from_double(a), tsp_from_double(b)));
    } else if (strcmp(name, "remainder") == 0) {
        put_number(tsp_remainder(a, b));
    } else if (strcmp(name, "power") == 0) {
        put_number(tsp_exponentiate(a, b));
    } else if (strcmp(name, "atan2") == 0) {
        put_number(tsp_math_atan2(a, b));
    } else if (strcmp(name, "hypot") == 0) {
        const tsp_value values[] = {tsp_from_double(a), tsp_from_double(b)};
        put_number(tsp_math_hypot(2, values));
    } else if (strcmp(name, "int32") == 0) {
        printf("%" PRId32 "\n", tsp_double_to_int32(a));
    }
}

int main(void) {
    static char line[4096];
    tsp_heap_init(NULL);
    while (fgets(line, sizeof line, stdin) != NULL) {
        char name[16];
        uint64_t a;
        uint64_t b;
        if (strncmp(line, "parse ", 6) == 0) {
            size_t length = strlen(line + 6) - 1u;
            put_number(tsp_string_to_number(tsp_string_from_latin1(line + 6, length)));
        } else if (sscanf(line, "%15s %" SCNx64 " %" SCNx64, name, &a, &b) == 3) {
            run(name, tsp_double_from_bits(a), tsp_double_from_bits(b));
        }
        tsp_collect();
    }
    return 0;
}
