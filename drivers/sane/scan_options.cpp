#include "scan_options.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kiosk::sane
{

namespace
{

constexpr int mostWords = 256; // of a list: more is a back end gone wrong
constexpr int mostSize = 4096; // of a value, bytes
constexpr double fixedScale = 1 << SANE_FIXED_SCALE_SHIFT;

bool isNumber(SANE_Value_Type type)
{
    return type == SANE_TYPE_INT || type == SANE_TYPE_FIXED;
}

double plain(SANE_Word word, SANE_Value_Type type)
{
    return type == SANE_TYPE_FIXED ? word / fixedScale : word;
}

void takeConstraint(const SANE_Option_Descriptor &from, ScanOption &option)
{
    switch (from.constraint_type) {
    case SANE_CONSTRAINT_RANGE:
        if (isNumber(option.type) && from.constraint.range != nullptr)
            option.range = {plain(from.constraint.range->min, option.type),
                            plain(from.constraint.range->max, option.type)};
        break;
    case SANE_CONSTRAINT_WORD_LIST:
        if (isNumber(option.type) && from.constraint.word_list != nullptr) {
            const int count = std::clamp(int(from.constraint.word_list[0]), 0, mostWords);
            for (int i = 1; i <= count; ++i)
                option.values.append(plain(from.constraint.word_list[i], option.type));
        }
        break;
    case SANE_CONSTRAINT_STRING_LIST:
        if (option.type == SANE_TYPE_STRING && from.constraint.string_list != nullptr)
            for (int i = 0; i < mostWords && from.constraint.string_list[i] != nullptr; ++i)
                option.words.append(QString::fromUtf8(from.constraint.string_list[i]));
        break;
    default:
        break;
    }
}

QByteArray word(SANE_Word value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

} // namespace

std::optional<ScanOption> ScanOption::of(int number, const SANE_Option_Descriptor *descriptor)
{
    if (descriptor == nullptr || descriptor->name == nullptr || descriptor->type == SANE_TYPE_GROUP ||
        descriptor->size < 0 || descriptor->size > mostSize)
        return std::nullopt;
    ScanOption option;
    option.number = number;
    option.name = QString::fromUtf8(descriptor->name);
    option.type = descriptor->type;
    option.unit = descriptor->unit;
    option.size = descriptor->size;
    const bool active = SANE_OPTION_IS_ACTIVE(descriptor->cap);
    option.settable = active && SANE_OPTION_IS_SETTABLE(descriptor->cap);
    option.readable = active && (descriptor->cap & SANE_CAP_SOFT_DETECT) != 0;
    takeConstraint(*descriptor, option);
    return option;
}

Result<QByteArray> ScanOption::encoded(const QString &value) const
{
    const Error refused =
        fail(error::unsupportedData, QStringLiteral("option '%1' does not take that").arg(name));
    if (type == SANE_TYPE_BOOL) {
        const bool yes = value == u"yes" || value == u"true", no = value == u"no" || value == u"false";
        if (!settable || (!yes && !no))
            return refused;
        return word(yes ? SANE_TRUE : SANE_FALSE);
    }
    if (isNumber(type)) {
        bool good = false;
        const double number = value.toDouble(&good);
        if (!good)
            return refused;
        return encoded(number);
    }
    const QByteArray text = value.toUtf8();
    if (type != SANE_TYPE_STRING || !settable || text.size() >= size || text.contains('\0') ||
        (!words.isEmpty() && !words.contains(value)))
        return refused;
    return text + QByteArray(size - text.size(), '\0');
}

Result<QByteArray> ScanOption::encoded(double value) const
{
    if (!isNumber(type) || !settable || size != int(sizeof(SANE_Word)) || !std::isfinite(value))
        return fail(error::unsupportedData, QStringLiteral("option '%1' takes no such number").arg(name));
    double taken = value;
    if (range)
        taken = std::min(std::max(taken, range->first), range->second);
    if (!values.isEmpty())
        taken = *std::min_element(values.begin(), values.end(), [value](double a, double b) {
            return std::abs(a - value) < std::abs(b - value);
        });
    const double scaled = type == SANE_TYPE_FIXED ? taken * fixedScale : taken;
    return word(SANE_Word(std::lround(std::clamp(scaled, -2147483647.0, 2147483647.0))));
}

double ScanOption::decoded(const QByteArray &value) const
{
    SANE_Word number = 0;
    if (value.size() < qsizetype(sizeof number))
        return 0;
    memcpy(&number, value.constData(), sizeof number);
    return plain(number, type);
}

double ScanOption::atLeast(double wanted) const
{
    if (values.isEmpty())
        return range ? std::min(std::max(wanted, range->first), range->second) : wanted;
    double best = *std::max_element(values.begin(), values.end());
    for (const double value : values)
        if (value >= wanted && value < best)
            best = value;
    return best;
}

std::optional<QString> firstOf(const QStringList &wanted, const ScanOption &option)
{
    for (const QString &candidate : wanted)
        for (const QString &has : option.words)
            if (has.compare(candidate, Qt::CaseInsensitive) == 0)
                return has;
    return std::nullopt;
}

Result<std::pair<QString, QString>> optionSetting(const QString &text)
{
    const qsizetype at = text.indexOf(u'=');
    if (at < 1)
        return fail(error::invalidData, QStringLiteral("an option is name=value"));
    return std::pair(text.left(at), text.mid(at + 1));
}

} // namespace kiosk::sane
