#include "io/gpio.h"

#include <stddef.h>

static struct tsp_object *owners[TSP_GPIO_PINS];

bool tsp_gpio_claim(unsigned pin, struct tsp_object *owner) {
    if (owners[pin] != NULL) {
        return false;
    }
    owners[pin] = owner;
    return true;
}

void tsp_gpio_release(unsigned pin) {
    owners[pin] = NULL;
}

struct tsp_object *tsp_gpio_owner(unsigned pin) {
    return pin < TSP_GPIO_PINS ? owners[pin] : NULL;
}
