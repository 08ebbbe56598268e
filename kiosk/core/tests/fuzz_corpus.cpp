// With libFuzzer: before it reads its corpus (the first folder it is given), the target's valid inputs are
// put there, so that it starts from what a parser accepts.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

extern "C" __attribute__((weak)) std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer,
                                                           std::size_t capacity);

// libFuzzer's name and signature.
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    std::filesystem::path folder;
    for (int i = 1; i < *argc && folder.empty(); ++i) {
        if (std::filesystem::is_directory((*argv)[i]))
            folder = (*argv)[i];
    }
    if (kioskFuzzSeed == nullptr || folder.empty())
        return 0;
    std::vector<std::uint8_t> buffer(std::size_t(64) * 1024);
    for (unsigned index = 0; index < 32; ++index) {
        const std::size_t size = kioskFuzzSeed(index, buffer.data(), buffer.size());
        std::ofstream file(folder / ("seed-" + std::to_string(index)), std::ios::binary);
        file.write(reinterpret_cast<const char *>(buffer.data()), std::streamsize(size));
    }
    return 0;
}
