#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace kiosk::escpos
{

/// What a printer's own font has.
enum class CharacterSet { Gb2312, Gbk, Gb18030 };

/// Nothing where a character is not in the set. Pure; thread: any.
[[nodiscard]] std::optional<QByteArray> encodeText(const QString &text, CharacterSet set);
/// The other way, from GB18030, of which the other two are parts; bytes that are none become U+FFFD.
[[nodiscard]] QString decodeText(const QByteArray &bytes);

/// Columns that a text fills: a character of one byte in GB18030 fills one, any other two, as the printer
/// itself has it.
[[nodiscard]] int columnsOf(const QString &text);
/// Cut into lines of at most so many columns, where it is full; an empty text is one empty line.
[[nodiscard]] QStringList wrapText(const QString &text, int room);

} // namespace kiosk::escpos
