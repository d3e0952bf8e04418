/* The slots of the settings: two sectors at the end of the flash. */
#include "hardware/flash.h"
#include "pico/flash.h"
#include "settings.h"

/*
 * The SDK keeps the last sector of an RP2350 free, for a block that works round an erratum of the
 * boot ROM (RP2350-E10).
 */
#if PICO_RP2350
#define RESERVED FLASH_SECTOR_SIZE
#else
#define RESERVED 0u
#endif
#define STORE_OFFSET (PICO_FLASH_SIZE_BYTES - RESERVED - TSP_SETTINGS_SLOTS * FLASH_SECTOR_SIZE)
/*
 * Milliseconds to wait until nothing else runs from flash: at once, because the other core is not
 * used.
 */
#define PATIENCE_MS 100

_Static_assert(TSP_SETTINGS_PAGE == FLASH_PAGE_SIZE, "a slot is written in one page");

struct job {
    uint32_t offset;
    const uint8_t *page;
};

extern char __flash_binary_end;

static uint32_t slot_offset(unsigned slot) {
    return STORE_OFFSET + slot * FLASH_SECTOR_SIZE;
}

const uint8_t *tsp_settings_slot(unsigned slot) {
    return (const uint8_t *)(XIP_BASE + slot_offset(slot));
}

/* With interrupts off and nothing else in flash. */
static void write_sector(void *arg) {
    const struct job *job = arg;
    flash_range_erase(job->offset, FLASH_SECTOR_SIZE);
    if (job->page != NULL) {
        flash_range_program(job->offset, job->page, FLASH_PAGE_SIZE);
    }
}

bool tsp_settings_write_slot(unsigned slot, const uint8_t *page) {
    if ((uintptr_t)&__flash_binary_end > XIP_BASE + STORE_OFFSET) {
        return false;
    }
    struct job job = {.offset = slot_offset(slot), .page = page};
    return flash_safe_execute(write_sector, &job, PATIENCE_MS) == PICO_OK;
}
