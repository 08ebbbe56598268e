// Without libFuzzer: the fuzz target's entry point over generated inputs, the same ones at every run, so that
// it is a short regression test on any compiler. With files as arguments: those files (to look at one crash).
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
/// A target may offer valid inputs to mutate; libFuzzer finds its own.
extern "C" __attribute__((weak)) std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer,
                                                           std::size_t capacity);

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        std::ifstream file(argv[i], std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
    }
    if (argc > 1)
        return 0;
    std::mt19937 random(20261123); // NOLINT(cert-msc51-cpp): repeatable on purpose
    std::vector<std::uint8_t> buffer(8192);
    for (int round = 0; round < 4000; ++round) {
        std::size_t size = random() % 2048;
        for (std::size_t i = 0; i < size; ++i)
            buffer[i] = std::uint8_t(random());
        if (kioskFuzzSeed != nullptr && round % 4 != 0) {
            size = kioskFuzzSeed(unsigned(random()), buffer.data(), buffer.size());
            for (unsigned change = random() % 6; size > 0 && change > 0; --change)
                buffer[random() % size] = std::uint8_t(random());
            if (size > 0 && random() % 4 == 0)
                size = random() % size;
        }
        LLVMFuzzerTestOneInput(buffer.data(), size);
    }
    return 0;
}
