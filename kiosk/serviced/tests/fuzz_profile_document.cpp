// The profile itself: operators write it.
#include <kiosk/serviced/platform_profile.h>

#include <QFile>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::services;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static const auto content = [](const char *name) {
        QFile file(qEnvironmentVariable("KIOSK_SOURCE") + QStringLiteral("/kiosk/serviced/profiles/") +
                   QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            std::abort();
        return file.readAll();
    };
    static const QByteArray seeds[] = {content("example-city.yaml"), content("example-province.yaml")};
    const QByteArray &seed = seeds[index % 2];
    const std::size_t size = std::min(capacity, std::size_t(seed.size()));
    std::memcpy(buffer, seed.constData(), size);
    return size;
}

/// A profile that is taken can be spoken: nothing in it trips the encoder over an empty answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto document = YamlDocument::parse(
        QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)), QStringLiteral("fuzz"));
    if (!document)
        return 0;
    const auto profile = PlatformProfile::fromDocument(*document);
    if (!profile)
        return 0;
    for (const ProfileOperation &operation : profile->operations()) {
        (void)profile->encodeRequest(operation, {});
        (void)profile->decodeReply(operation, profile->encodeReply(operation, Payload{}, {}));
        (void)profile->decodeReply(operation, profile->encodeReply(operation, fail(error::timeOut), {}));
    }
    return 0;
}
