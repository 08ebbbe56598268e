// Names of scanners, their patterns, options of devices.yaml, and how a back end describes an option.
#include "../sane_configuration.h"
#include "../sane_naming.h"
#include "../scan_options.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::sane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t head = 40;
    if (size < head)
        return 0;
    std::array<SANE_Word, 10> words{};
    std::memcpy(words.data(), data, head);
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data + head), qsizetype(size - head));
    const QStringView pattern = QStringView(text).left(text.size() / 3);
    if (!matches(u"*", text) || !matches(text, text)) // a star matches itself too
        std::abort();
    (void)matches(pattern, text);
    (void)withoutNetwork(text.toUtf8());

    const QByteArray name = pattern.toUtf8();
    SANE_Option_Descriptor descriptor{};
    descriptor.name = name.constData();
    descriptor.type = SANE_Value_Type(words[0] & 7);
    descriptor.size = words[1];
    descriptor.cap = words[2];
    words[3] = std::min(words[3], 6); // the list ends where the memory does
    const SANE_Range range{words[4], words[5], words[6]};
    descriptor.constraint_type = (words[7] & 1) != 0 ? SANE_CONSTRAINT_WORD_LIST : SANE_CONSTRAINT_RANGE;
    if (descriptor.constraint_type == SANE_CONSTRAINT_RANGE)
        descriptor.constraint.range = &range;
    else
        descriptor.constraint.word_list = &words[3];
    const auto option = ScanOption::of(1, &descriptor);
    const auto setting = optionSetting(text);
    if (!option || !setting)
        return 0;
    for (const auto &bytes : {option->encoded(setting->second), option->encoded(double(words[8]))})
        if (bytes && bytes->size() != descriptor.size)
            std::abort();
    if (option->values.size() > 6)
        std::abort();
    (void)option->atLeast(words[9]);
    return 0;
}
