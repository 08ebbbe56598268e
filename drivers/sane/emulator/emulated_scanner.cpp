#include "emulated_scanner.h"

#include "emulated_sheet.h"

#include <kiosk/hal/emulator_control.h>

#include <opencv2/imgproc.hpp>
#include <sane/saneopts.h>

#include <cstring>
#include <thread>

namespace kiosk::sane::emulator
{

namespace
{

constexpr std::array<SANE_String_Const, 4> sources{"Flatbed", "ADF Front", "ADF Duplex", nullptr};
constexpr std::array<SANE_String_Const, 3> modes{"Gray", "Color", nullptr};
constexpr std::array<SANE_Word, 6> resolutions{5, 75, 100, 150, 300, 600};
const SANE_Range widthRange{0, SANE_FIX(216), 0};
const SANE_Range heightRange{0, SANE_FIX(356), 0};
constexpr int pieceSize = 32768;

bool isOneOf(const SANE_String_Const *list, const char *value)
{
    for (; *list != nullptr; ++list)
        if (strcmp(*list, value) == 0)
            return true;
    return false;
}

SANE_Status statusIn(const QJsonObject &answer)
{
    // Nobody there: as if the cable were drawn.
    return answer.contains(u"status") ? SANE_Status(answer[u"status"].toInt()) : SANE_STATUS_IO_ERROR;
}

} // namespace

QJsonObject askMachine(const char *what, QJsonObject more)
{
    more.insert(QStringLiteral("do"), QStringLiteral("wire"));
    more.insert(QStringLiteral("ask"), QLatin1String(what));
    const auto answer =
        hal::askEmulator(qEnvironmentVariable("BIANMIN_SANE_EMULATOR"), more, Deadline::in(10s));
    return answer ? *answer : QJsonObject();
}

EmulatedScanner::EmulatedScanner()
{
    m_values[Count] = Options;
    m_values[Resolution] = 100;
    m_values[Right] = SANE_FIX(216);
    m_values[Lower] = SANE_FIX(297);
    describe();
}

void EmulatedScanner::describe()
{
    const auto add = [this](Option option, const char *name, SANE_Value_Type type, SANE_Unit unit, int cap) {
        auto &entry = m_descriptors[option];
        entry.name = entry.title = entry.desc = name;
        entry.type = type;
        entry.unit = unit;
        entry.size = type == SANE_TYPE_STRING ? 32 : SANE_Int(sizeof(SANE_Word));
        entry.cap = cap;
    };
    constexpr int both = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT;
    add(Count, SANE_NAME_NUM_OPTIONS, SANE_TYPE_INT, SANE_UNIT_NONE, SANE_CAP_SOFT_DETECT);
    add(Source, SANE_NAME_SCAN_SOURCE, SANE_TYPE_STRING, SANE_UNIT_NONE, both);
    add(Mode, SANE_NAME_SCAN_MODE, SANE_TYPE_STRING, SANE_UNIT_NONE, both);
    add(Resolution, SANE_NAME_SCAN_RESOLUTION, SANE_TYPE_INT, SANE_UNIT_DPI, both);
    add(Left, SANE_NAME_SCAN_TL_X, SANE_TYPE_FIXED, SANE_UNIT_MM, both);
    add(Top, SANE_NAME_SCAN_TL_Y, SANE_TYPE_FIXED, SANE_UNIT_MM, both);
    add(Right, SANE_NAME_SCAN_BR_X, SANE_TYPE_FIXED, SANE_UNIT_MM, both);
    add(Lower, SANE_NAME_SCAN_BR_Y, SANE_TYPE_FIXED, SANE_UNIT_MM, both);
    add(Loaded, SANE_NAME_PAGE_LOADED, SANE_TYPE_BOOL, SANE_UNIT_NONE, SANE_CAP_SOFT_DETECT);
    add(Cover, SANE_NAME_COVER_OPEN, SANE_TYPE_BOOL, SANE_UNIT_NONE, SANE_CAP_SOFT_DETECT);
    m_descriptors[Source].constraint_type = m_descriptors[Mode].constraint_type = SANE_CONSTRAINT_STRING_LIST;
    m_descriptors[Source].constraint.string_list = sources.data();
    m_descriptors[Mode].constraint.string_list = modes.data();
    m_descriptors[Resolution].constraint_type = SANE_CONSTRAINT_WORD_LIST;
    m_descriptors[Resolution].constraint.word_list = resolutions.data();
    for (const Option option : {Left, Top, Right, Lower}) {
        m_descriptors[option].constraint_type = SANE_CONSTRAINT_RANGE;
        m_descriptors[option].constraint.range =
            option == Left || option == Right ? &widthRange : &heightRange;
    }
}

const SANE_Option_Descriptor *EmulatedScanner::descriptor(int option) const
{
    return option < 0 || option >= Options ? nullptr : &m_descriptors[size_t(option)];
}

SANE_Status EmulatedScanner::control(int option, SANE_Action action, void *value, SANE_Int *info)
{
    if (option < 0 || option >= Options || value == nullptr || action == SANE_ACTION_SET_AUTO)
        return SANE_STATUS_INVAL;
    if (info != nullptr)
        *info = 0;
    const bool isText = option == Source || option == Mode;
    auto &text = option == Source ? m_source : m_mode;
    if (action == SANE_ACTION_GET_VALUE) {
        if (option == Loaded || option == Cover)
            m_values[size_t(option)] = askMachine("device")[option == Loaded ? u"loaded" : u"cover"].toBool();
        memcpy(value, isText ? static_cast<const void *>(text.data()) : &m_values[size_t(option)],
               isText ? text.size() : sizeof(SANE_Word));
        return SANE_STATUS_GOOD;
    }
    if (isText) {
        const auto *wanted = static_cast<const char *>(value);
        if (strlen(wanted) >= text.size() ||
            !isOneOf(option == Source ? sources.data() : modes.data(), wanted))
            return SANE_STATUS_INVAL;
        strcpy(text.data(), wanted);
    } else {
        memcpy(&m_values[size_t(option)], value, sizeof(SANE_Word));
    }
    if (info != nullptr)
        *info = SANE_INFO_RELOAD_PARAMS | SANE_INFO_RELOAD_OPTIONS;
    return SANE_STATUS_GOOD;
}

/// Until it is cancelled; "deaf", it does not hear that either, for a while.
SANE_Status EmulatedScanner::hang()
{
    if (m_fault == u"deaf")
        std::this_thread::sleep_for(1500ms);
    else
        m_canceled.wait(false);
    return SANE_STATUS_CANCELLED;
}

SANE_Status EmulatedScanner::start()
{
    m_canceled = false;
    const QJsonObject answer =
        askMachine("begin", {{QStringLiteral("source"), QLatin1String(m_source.data())},
                             {QStringLiteral("mode"), QLatin1String(m_mode.data())},
                             {QStringLiteral("resolution"), m_values[Resolution]},
                             {QStringLiteral("width"), SANE_UNFIX(m_values[Right] - m_values[Left])},
                             {QStringLiteral("height"), SANE_UNFIX(m_values[Lower] - m_values[Top])}});
    if (const SANE_Status status = statusIn(answer); status != SANE_STATUS_GOOD)
        return status;
    m_fault = answer[u"fault"].toString();
    if (m_fault == u"hang-at-start")
        return hang();
    const SheetPlace place{answer[u"number"].toInt(),    answer[u"skew"].toDouble(),
                           answer[u"small"].toBool(),    strcmp(m_source.data(), "Flatbed") == 0,
                           answer[u"target"].toString(), answer[u"scale"].toDouble(1),
                           answer[u"light"].toDouble(1)};
    m_picture = drawSheet(
        place, {SANE_UNFIX(m_values[Right] - m_values[Left]), SANE_UNFIX(m_values[Lower] - m_values[Top])},
        m_values[Resolution]);
    cv::cvtColor(m_picture, m_picture,
                 strcmp(m_mode.data(), "Gray") == 0 ? cv::COLOR_BGR2GRAY : cv::COLOR_BGR2RGB);
    m_sent = 0;
    m_scanning = true;
    return SANE_STATUS_GOOD;
}

SANE_Parameters EmulatedScanner::parameters() const
{
    SANE_Parameters result{m_picture.channels() == 1 ? SANE_FRAME_GRAY : SANE_FRAME_RGB,
                           SANE_TRUE,
                           SANE_Int(m_picture.cols * m_picture.channels()),
                           m_picture.cols,
                           m_picture.rows,
                           8};
    if (m_fault == u"nonsense")
        result.depth = 7;
    return result;
}

SANE_Status EmulatedScanner::read(SANE_Byte *data, int most, SANE_Int *length)
{
    *length = 0;
    if (m_canceled || !m_scanning)
        return SANE_STATUS_CANCELLED;
    const QJsonObject answer = askMachine("go");
    if (const SANE_Status status = statusIn(answer); status != SANE_STATUS_GOOD)
        return status;
    m_fault = answer[u"fault"].toString();
    const size_t all = m_picture.total() * m_picture.elemSize();
    if ((m_fault == u"hang" || m_fault == u"deaf") && m_sent > 0)
        return hang();
    if (m_fault == u"empty")
        return SANE_STATUS_GOOD; // again and again
    if (m_fault == u"slow")
        std::this_thread::sleep_for(30ms);
    const size_t end = m_fault == u"half" ? all / 2 : m_fault == u"more" ? all * 2 : all;
    if (m_sent >= end) {
        m_scanning = false;
        return SANE_STATUS_EOF;
    }
    const size_t piece = std::min({size_t(most), size_t(pieceSize), all - m_sent % all});
    memcpy(data, m_picture.data + m_sent % all, piece);
    m_sent += piece;
    *length = SANE_Int(piece);
    return SANE_STATUS_GOOD;
}

void EmulatedScanner::cancel()
{
    m_canceled = true;
    m_canceled.notify_all();
    (void)askMachine("cancel");
}

} // namespace kiosk::sane::emulator
