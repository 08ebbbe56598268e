// Without libFuzzer: the fuzz target's entry point over generated inputs, the same ones at every run, so that
// it is a short regression test on any compiler. Folders given as arguments are replayed before; with files
// as arguments, only those (to look at one crash).
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
/// A target may offer valid inputs to mutate; libFuzzer starts from them (fuzz_corpus.cpp).
extern "C" __attribute__((weak)) std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer,
                                                           std::size_t capacity);

static constexpr std::chrono::seconds longest{15}; // a sanitizer makes a schema's check slow

static void replay(const std::filesystem::path &path)
{
    if (std::filesystem::is_directory(path)) {
        for (const auto &entry : std::filesystem::directory_iterator(path))
            replay(entry.path());
        return;
    }
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
}

static void generate()
{
    std::mt19937 random(20261123); // NOLINT(cert-msc51-cpp): repeatable on purpose
    std::vector<std::uint8_t> buffer(std::size_t(64) * 1024);
    const auto end = std::chrono::steady_clock::now() + longest;
    for (int round = 0; round < 4000 && std::chrono::steady_clock::now() < end; ++round) {
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
}

int main(int argc, char **argv)
{
    bool onlyFiles = false;
    for (int i = 1; i < argc; ++i) {
        replay(argv[i]);
        onlyFiles = onlyFiles || !std::filesystem::is_directory(argv[i]);
    }
    if (!onlyFiles)
        generate();
    return 0;
}
