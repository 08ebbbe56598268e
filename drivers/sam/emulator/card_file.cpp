#include "card_file.h"

#include <kiosk/core/yaml_document.h>

#include <map>
#include <vector>

namespace kiosk::sam::emulator
{

namespace
{

/// Written down apart from the driver's own table, so that one of them being wrong shows.
struct Field {
    const char *key;
    int characterOffset;
    int characters;
};

using Form = std::vector<Field>;

const std::map<QString, Form> forms{
    {QStringLiteral("resident"),
     {{"name", 0, 15},
      {"sex", 15, 1},
      {"nation", 16, 2},
      {"birth", 18, 8},
      {"address", 26, 35},
      {"id_number", 61, 18},
      {"authority", 79, 15},
      {"valid_from", 94, 8},
      {"valid_to", 102, 8}}},
    {QStringLiteral("J"),
     {{"name", 0, 15},
      {"sex", 15, 1},
      {"birth", 18, 8},
      {"address", 26, 35},
      {"id_number", 61, 18},
      {"authority", 79, 15},
      {"valid_from", 94, 8},
      {"valid_to", 102, 8},
      {"permit_number", 110, 9},
      {"issue_count", 119, 2}}},
    {QStringLiteral("Y"),
     {{"name", 0, 15},
      {"sex", 15, 1},
      {"renewal_count", 16, 2},
      {"birth", 18, 8},
      {"english_name", 26, 35},
      {"id_number", 61, 18},
      {"valid_from", 94, 8},
      {"valid_to", 102, 8},
      {"english_name_rest", 110, 11},
      {"nationality", 121, 3},
      {"old_number_link", 125, 3}}},
    {QStringLiteral("I"),
     {{"english_name", 0, 60},
      {"sex", 60, 1},
      {"id_number", 61, 15},
      {"nationality", 76, 3},
      {"name", 79, 15},
      {"valid_from", 94, 8},
      {"valid_to", 102, 8},
      {"birth", 110, 8},
      {"version", 118, 2},
      {"authority_code", 120, 4}}},
};

constexpr int characters = 128;
constexpr int typeCharacter = 124;
constexpr int addressCharacters = 35;
constexpr qsizetype photoSize = 1024;

QByteArray utf16(const QString &text)
{
    QByteArray bytes;
    for (const QChar unit : text)
        bytes.append(char(unit.cell())).append(char(unit.row()));
    return bytes;
}

} // namespace

Result<Card> loadCard(const QString &path)
{
    const auto document = YamlDocument::load(path);
    if (!document)
        return document.error();
    QJsonObject values = document->root();
    const QString formName = values.take(QStringLiteral("form")).toString();
    const auto form = forms.find(formName);
    if (form == forms.end())
        return fail(error::invalidData, QStringLiteral("%1: unknown form '%2'").arg(path, formName));

    QString text(characters, QLatin1Char(' '));
    if (formName != u"resident")
        text[typeCharacter] = formName[0];
    for (const Field &field : form->second) {
        const QString value = values.take(QLatin1String(field.key)).toString();
        if (value.size() > field.characters)
            return fail(error::invalidData, QStringLiteral("%1: %2 is longer than %3 characters")
                                                .arg(path, QLatin1String(field.key))
                                                .arg(field.characters));
        text.replace(field.characterOffset, value.size(), value);
    }
    const QString newest = values.take(QStringLiteral("newest_address")).toString();
    if (newest.size() > addressCharacters || !values.isEmpty())
        return fail(error::invalidData,
                    QStringLiteral("%1: %2 is not a field of form %3")
                        .arg(path,
                             values.isEmpty() ? QStringLiteral("newest_address") : values.keys().first(),
                             formName));

    Card card;
    card.text = utf16(text);
    card.photo = QByteArray("WLf\x7E", 4).leftJustified(photoSize, '\x5A');
    if (!newest.isEmpty())
        card.newestAddress = utf16(newest.leftJustified(addressCharacters));
    return card;
}

} // namespace kiosk::sam::emulator
