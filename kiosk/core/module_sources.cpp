#include <kiosk/core/module_sources.h>

#include <QFileInfo>

namespace kiosk
{

namespace
{

/// Reads the head of a QML or JavaScript file, and stops at the first thing that is neither comment, pragma
/// nor import.
class HeadReader
{
public:
    explicit HeadReader(QByteArrayView source) : m_source(source) {}

    QList<SourceImport> read()
    {
        for (;;) {
            skipSpace();
            if (at('.')) // a JavaScript file's ".import", ".pragma"
                ++m_at;
            const QByteArrayView keyword = word();
            if (keyword == "import")
                import();
            else if (keyword != "pragma")
                return m_imports;
            skipStatement();
        }
    }

private:
    [[nodiscard]] bool at(char c) const { return m_at < m_source.size() && m_source[m_at] == c; }
    [[nodiscard]] bool at(const char *text) const { return m_source.sliced(m_at).startsWith(text); }

    void skipSpace()
    {
        while (m_at < m_source.size()) {
            if (at("//")) {
                while (m_at < m_source.size() && !at('\n'))
                    ++m_at;
            } else if (at("/*")) {
                const qsizetype end = m_source.sliced(m_at + 2).indexOf("*/");
                advance(end < 0 ? m_source.size() : m_at + 2 + end + 2);
            } else if (at("\xEF\xBB\xBF")) {
                m_at += 3;
            } else if (std::isspace(uchar(m_source[m_at])) || at(';')) {
                advance(m_at + 1);
            } else {
                return;
            }
        }
    }

    QByteArrayView word()
    {
        const qsizetype begin = m_at;
        while (m_at < m_source.size() && !std::isspace(uchar(m_source[m_at])) && !at(';') && !at('"') &&
               !at('\'') && !at('{') && !at("/*") && !at("//"))
            ++m_at;
        return m_source.sliced(begin, m_at - begin);
    }

    void import()
    {
        skipSpace();
        SourceImport found;
        found.line = m_line;
        if (at('"') || at('\'')) {
            const char quote = m_source[m_at++];
            const qsizetype begin = m_at;
            while (m_at < m_source.size() && !at(quote) && !at('\n'))
                ++m_at;
            found.name = QString::fromUtf8(m_source.sliced(begin, m_at - begin));
            found.local = true;
        } else {
            found.name = QString::fromUtf8(word());
        }
        m_imports.append(found);
    }

    /// To the end of the line or statement: version, "as", and what else stands there.
    void skipStatement()
    {
        while (m_at < m_source.size() && !at('\n') && !at(';') && !at("/*") && !at("//"))
            ++m_at;
    }

    void advance(qsizetype to)
    {
        m_line += int(m_source.sliced(m_at, to - m_at).count('\n'));
        m_at = to;
    }

    QByteArrayView m_source;
    qsizetype m_at = 0;
    int m_line = 1;
    QList<SourceImport> m_imports;
};

/// A file or folder of the module itself, named from where the importing file is.
bool inside(const QString &name)
{
    return !name.isEmpty() && !name.contains(u':') && !name.contains(u'\\') && !name.startsWith(u'/') &&
           !name.split(u'/').contains(QStringLiteral(".."));
}

} // namespace

const QStringList &allowedImports()
{
    static const QStringList allowed{QStringLiteral("QtQuick"), QStringLiteral("QtQuick.Layouts"),
                                     QStringLiteral("Kiosk.Service"), QStringLiteral("Kiosk.Controls"),
                                     QStringLiteral("Kiosk.Theme")};
    return allowed;
}

QList<SourceImport> importsOf(QByteArrayView source)
{
    return HeadReader(source).read();
}

QList<Finding> forbiddenIn(const QString &file, QByteArrayView content)
{
    const QFileInfo info(file);
    const QString suffix = info.suffix();
    if (info.fileName() == u"qmldir" || suffix == u"so" || suffix == u"mjs")
        return {{file, 0, QStringLiteral("native code, qmldir and .mjs files cannot be in a module")}};
    QList<Finding> findings;
    if (suffix != u"qml" && suffix != u"js")
        return findings;
    for (const SourceImport &import : importsOf(content)) {
        if (import.local && !inside(import.name))
            findings.append(
                {file, import.line,
                 QStringLiteral("import \"%1\": only files of the module itself").arg(import.name)});
        else if (!import.local && !allowedImports().contains(import.name))
            findings.append({file, import.line,
                             QStringLiteral("import %1 is not allowed (allowed: %2)")
                                 .arg(import.name, allowedImports().join(QStringLiteral(", ")))});
    }
    return findings;
}

} // namespace kiosk
