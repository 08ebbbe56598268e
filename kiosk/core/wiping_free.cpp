// In place of glibc's, in the programs that hold what a citizen tells: nothing of a block is left when it is
// free. glibc.malloc.perturb leaves the last eight bytes of each (2.36), and these are the whole of a name of
// three characters. It still does what does not come by here: blocks that realloc() leaves behind, and those
// of glibc itself.
#include <cstdlib>
#include <malloc.h>
#include <string.h>

extern "C" void __libc_free(void *memory) noexcept; // NOLINT: glibc's name

extern "C" void free(void *memory) noexcept
{
    if (memory != nullptr)
        ::explicit_bzero(memory, ::malloc_usable_size(memory));
    __libc_free(memory);
}
