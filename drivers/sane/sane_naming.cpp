#include "sane_naming.h"

namespace kiosk::sane
{

bool matches(QStringView pattern, QStringView text)
{
    qsizetype p = 0, t = 0, star = -1, from = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            from = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) { // the last star takes one more
            p = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

ScannerPattern ScannerPattern::of(const QJsonObject &connect)
{
    const QString any = QStringLiteral("*");
    if (connect.contains(u"scanner")) {
        const QString name = connect[u"scanner"].toString();
        return {name.section(u':', 0, 0), name, any, any};
    }
    const QString backend = connect[u"backend"].toString();
    return {backend, backend + QStringLiteral(":*"), connect[u"vendor"].toString(any),
            connect[u"model"].toString()};
}

bool ScannerPattern::fits(QStringView candidateName, QStringView candidateVendor,
                          QStringView candidateModel) const
{
    return matches(name, candidateName) && matches(vendor, candidateVendor) && matches(model, candidateModel);
}

} // namespace kiosk::sane
