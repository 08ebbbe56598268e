#include "language.h"

#include <QCoreApplication>
#include <QQmlEngine>

namespace kiosk
{
Language::~Language()
{
    QCoreApplication::removeTranslator(&m_translator);
}

bool Language::apply(const QString &language, QQmlEngine &engine)
{
    QCoreApplication::removeTranslator(&m_translator);
    const bool chinese = language == u"zh";
    const bool found = chinese || m_translator.load(QStringLiteral(":/i18n/kiosk_%1.qm").arg(language));
    if (found && !chinese)
        QCoreApplication::installTranslator(&m_translator);
    engine.setUiLanguage(language);
    engine.retranslate();
    return found;
}
} // namespace kiosk
