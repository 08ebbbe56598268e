// What comes from outside into kiosk-serviced: the platform's answers, and payloads that the shell hands on.
#include <kiosk/core/payload.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/serviced/platform_profile.h>
#include <kiosk/serviced/rating.h>
#include <kiosk/serviced/subject.h>

#include <QFile>

#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::services;

static const PlatformProfile &profile(bool province)
{
    const auto load = [](const char *name) {
        auto document = YamlDocument::load(qEnvironmentVariable("KIOSK_SOURCE") +
                                           QStringLiteral("/kiosk/serviced/profiles/") + QLatin1String(name));
        auto loaded = document ? PlatformProfile::fromDocument(*document) : document.error();
        if (!loaded)
            std::abort();
        return *std::move(loaded);
    };
    static const PlatformProfile profiles[] = {load("example-city.yaml"), load("example-province.yaml")};
    return profiles[province ? 1 : 0];
}

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    Payload payload;
    for (const auto *key :
         {"name", "nation", "birth", "address", "id_number", "authority", "valid_from", "licence_id"})
        payload.fields.insert(QLatin1String(key), QStringLiteral("样例"));
    payload.fields.insert(QStringLiteral("sex"), QStringLiteral("男"));
    payload.fields.insert(QStringLiteral("photo"), QJsonObject{{QStringLiteral("blob"), 0}});
    payload.blobs.append(QByteArray(int(index % 64) + 1, 'p'));
    const PlatformProfile &spoken = profile(index % 2 == 1);
    QByteArray bytes;
    switch (index % 3) {
    case 0:
        bytes = encodePayload({{{QStringLiteral("grade"), QStringLiteral("NONE")},
                                {QStringLiteral("name"), QStringLiteral("x")}},
                               {}});
        break;
    default:
        bytes = spoken.encodeReply(*spoken.operation(u"huji/idcard.query"), payload, QStringLiteral("成功"));
    }
    const auto size = std::min(size_t(bytes.size()), capacity);
    std::memcpy(buffer, bytes.constData(), size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const bool province : {false, true}) {
        for (const ProfileOperation &operation : profile(province).operations()) {
            (void)profile(province).decodeReply(operation, bytes);
            (void)profile(province).decodeRequest(operation, bytes);
        }
    }
    if (const auto payload = decodePayload(bytes)) {
        (void)Subject::create(payload->fields);
        (void)ratingArguments(payload->fields);
    }
    return 0;
}
