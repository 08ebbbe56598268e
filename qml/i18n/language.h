#pragma once

#include <QString>
#include <QTranslator>

class QQmlEngine;

namespace kiosk
{
/// Switches the language of everything that the shell's and the SDK's pages say, live. The source language is
/// Chinese; a language without a translation here falls back to it. GUI thread.
class Language
{
public:
    ~Language();
    /// "zh" or "en". False where there is no such translation; the texts are Chinese then.
    bool apply(const QString &language, QQmlEngine &engine);

private:
    QTranslator m_translator;
};
} // namespace kiosk
