#include <kiosk/core/module_package.h>

#include <QtEndian>

#include <cstring>

/// A resource with /module/module.json, written by hand as rcc lays it out.
static QByteArray sample(unsigned seed)
{
    QByteArray names;
    QByteArray data;
    QByteArray tree;
    const auto put = [](QByteArray &to, auto value) {
        const auto big = qToBigEndian(value);
        to.append(reinterpret_cast<const char *>(&big), sizeof(big));
    };
    const auto name = [&](const QString &text) {
        const auto at = quint32(names.size());
        put(names, quint16(text.size()));
        put(names, quint32(0));
        for (const QChar character : text)
            put(names, quint16(character.unicode()));
        return at;
    };
    const auto node = [&](quint32 nameAt, quint16 flags, quint32 third, quint32 fourth) {
        put(tree, nameAt);
        put(tree, flags);
        put(tree, third);
        put(tree, fourth);
        put(tree, quint64(0));
    };
    node(0, 2, 1, 1);
    node(name(QStringLiteral("module")), 2, 1, 2);
    node(name(QStringLiteral("module.json")), 0, 0, 0);
    const QByteArray json =
        R"({"schema":"gov-kiosk.module/1","id":"a","names":{"zh":"a"}})" + QByteArray(seed % 9, ' ');
    put(data, quint32(json.size()));
    data += json;
    QByteArray image = "qres";
    const quint32 header = 24;
    for (const quint32 number :
         {3U, header, header + quint32(tree.size()), header + quint32(tree.size() + data.size()), 0U})
        put(image, number);
    return image + tree + data + names;
}

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const QByteArray image = sample(index);
    if (size_t(image.size()) > capacity)
        return 0;
    std::memcpy(buffer, image.constData(), size_t(image.size()));
    return size_t(image.size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto files = kiosk::readResourceImage(QByteArrayView(data, qsizetype(size)));
    volatile char sink = 0;
    if (files) {
        for (const auto &file : *files) {
            for (const char byte : file)
                sink = byte;
        }
    }
    (void)sink;
    return 0;
}
