# The size of a board's script heap. Nobody knows it before the linker has placed everything else.

set(TSPICO_HEAP_SIZE "" CACHE STRING "Bytes of the script heap; empty: what nobody else needs, 128 KiB at most")
tspico_check_number(TSPICO_HEAP_SIZE 4096 1048576 "the script heap is a number of bytes, 4096 to 1048576")

# A page of 512 bytes and the entries of the heap's tables for it: TSP_PAGE_SIZE and TSP_PAGE_TABLES
# of firmware/runtime/heap_pages.h.
set(bytes_of_page 553)
set(heap_most 131072)
set(heap_least 16384)

# tspico_heap_region(VARIABLE SIZE): the bytes of a heap of that size with its tables.
function(tspico_heap_region variable size)
    math(EXPR region "(${size} + 511) / 512 * ${bytes_of_page} + 16")
    set(${variable} ${region} PARENT_SCOPE)
endfunction()

# tspico_link_heap(EXECUTABLE): the linker gives it the heap.
function(tspico_link_heap name)
    set(exact 0)
    if(TSPICO_HEAP_SIZE)
        tspico_heap_region(exact ${TSPICO_HEAP_SIZE})
    endif()
    tspico_heap_region(most ${heap_most})
    tspico_heap_region(least ${heap_least})
    target_link_options(${name} PRIVATE
        -Wl,--defsym=__tsp_heap_exact=${exact}
        -Wl,--defsym=__tsp_heap_most=${most}
        -Wl,--defsym=__tsp_heap_least=${least}
        -Wl,--defsym=__tsp_c_heap=0x800
        -Wl,-T,${TSPICO_ROOT}/cmake/heap.ld)
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${TSPICO_ROOT}/cmake/heap.ld)
endfunction()
