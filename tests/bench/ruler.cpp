#include "ruler.h"

#include <kiosk/core/cancel.h>

#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/shm.h>
#include <xcb/damage.h>
#include <xcb/shm.h>
#include <xcb/xtest.h>

namespace kiosk::bench
{

namespace
{

constexpr int bytesPerPixel = 4;
constexpr Milliseconds lookAnyway{50}; ///< a draw that no damage told of is not missed for longer
constexpr Milliseconds oneFrame{8};    ///< damage of one frame comes within it

struct Freed {
    void operator()(void *reply) const { std::free(reply); }
};
template <typename Reply> using ReplyPointer = std::unique_ptr<Reply, Freed>;

bool has(xcb_connection_t *connection, xcb_extension_t *extension)
{
    const xcb_query_extension_reply_t *data = xcb_get_extension_data(connection, extension);
    return data != nullptr && data->present != 0;
}

} // namespace

struct Ruler::Data {
    xcb_connection_t *connection = nullptr;
    const xcb_screen_t *screen = nullptr;
    xcb_damage_damage_t damage = 0;
    xcb_shm_seg_t segment = 0;
    const char *pixels = nullptr;

    ~Data()
    {
        if (connection != nullptr)
            xcb_disconnect(connection);
        if (pixels != nullptr)
            ::shmdt(pixels);
    }

    Status share()
    {
        const size_t bytes = size_t(screen->width_in_pixels) * screen->height_in_pixels * bytesPerPixel;
        const int id = ::shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
        if (id < 0)
            return fail(error::notEnoughSpace, QStringLiteral("no shared memory for the screen's picture"));
        void *memory = ::shmat(id, nullptr, 0);
        segment = xcb_generate_id(connection);
        ReplyPointer<xcb_generic_error_t> wrong(
            xcb_request_check(connection, xcb_shm_attach_checked(connection, segment, uint32_t(id), 0)));
        ::shmctl(id, IPC_RMID, nullptr); // goes with the last who has it
        if (memory == reinterpret_cast<void *>(-1) || wrong)
            return fail(error::notEnoughSpace, QStringLiteral("the X server cannot share memory"));
        pixels = static_cast<const char *>(memory);
        return {};
    }

    void send(uint8_t type, uint8_t detail, QPoint at = {})
    {
        xcb_test_fake_input(connection, type, detail, XCB_CURRENT_TIME, screen->root, int16_t(at.x()),
                            int16_t(at.y()), 0);
        xcb_flush(connection);
    }

    /// True when something was drawn; waits for it.
    bool drawn(Milliseconds within)
    {
        const Deadline deadline = Deadline::in(within);
        for (;;) {
            bool damaged = false;
            while (const ReplyPointer<xcb_generic_event_t> event{xcb_poll_for_event(connection)})
                damaged = true; // no other events are asked for
            if (damaged) {
                xcb_damage_subtract(connection, damage, XCB_NONE, XCB_NONE);
                xcb_flush(connection);
                return true;
            }
            pollfd waiting{xcb_get_file_descriptor(connection), POLLIN, 0};
            if (deadline.passed() || ::poll(&waiting, 1, int(deadline.left().count())) == 0)
                return false;
        }
    }
};

Ruler::Ruler(std::unique_ptr<Data> data) : m_data(std::move(data)) {}

Ruler::~Ruler() = default;

Result<std::unique_ptr<Ruler>> Ruler::create(const QString &display)
{
    auto data = std::make_unique<Data>();
    int number = 0;
    data->connection = xcb_connect(display.toLatin1().constData(), &number);
    if (xcb_connection_has_error(data->connection) != 0)
        return fail(error::deviceNotReady, QStringLiteral("no X server at %1").arg(display));
    auto screens = xcb_setup_roots_iterator(xcb_get_setup(data->connection));
    for (; number > 0; --number)
        xcb_screen_next(&screens);
    data->screen = screens.data;
    if (!has(data->connection, &xcb_damage_id) || !has(data->connection, &xcb_shm_id) ||
        !has(data->connection, &xcb_test_id))
        return fail(error::deviceNotReady, QStringLiteral("the X server lacks DAMAGE, MIT-SHM or XTEST"));
    // Each extension wants to be greeted before it works.
    ReplyPointer<xcb_damage_query_version_reply_t> greeted(xcb_damage_query_version_reply(
        data->connection, xcb_damage_query_version(data->connection, 1, 1), nullptr));
    data->damage = xcb_generate_id(data->connection);
    xcb_damage_create(data->connection, data->damage, data->screen->root, XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
    KIOSK_TRY(data->share());
    return std::unique_ptr<Ruler>(new Ruler(std::move(data)));
}

QSize Ruler::size() const
{
    return {m_data->screen->width_in_pixels, m_data->screen->height_in_pixels};
}

void Ruler::aim(QPoint place)
{
    m_data->send(XCB_MOTION_NOTIFY, 0, place);
}

Instant Ruler::press()
{
    const Instant now = std::chrono::steady_clock::now();
    m_data->send(XCB_BUTTON_PRESS, XCB_BUTTON_INDEX_1);
    return now;
}

Instant Ruler::release()
{
    const Instant now = std::chrono::steady_clock::now();
    m_data->send(XCB_BUTTON_RELEASE, XCB_BUTTON_INDEX_1);
    return now;
}

Instant Ruler::tap()
{
    const Instant now = press();
    release();
    return now;
}

Picture Ruler::picture(const QRect &region)
{
    const auto cookie =
        xcb_shm_get_image(m_data->connection, m_data->screen->root, int16_t(region.x()), int16_t(region.y()),
                          uint16_t(region.width()), uint16_t(region.height()), ~0U, XCB_IMAGE_FORMAT_Z_PIXMAP,
                          m_data->segment, 0);
    const ReplyPointer<xcb_shm_get_image_reply_t> reply(
        xcb_shm_get_image_reply(m_data->connection, cookie, nullptr));
    if (!reply)
        return {};
    return {m_data->pixels, qsizetype(region.width()) * region.height() * bytesPerPixel};
}

Result<Instant> Ruler::waitUntil(const QRect &region, const std::function<bool(const Picture &)> &looks,
                                 Milliseconds within)
{
    const Deadline deadline = Deadline::in(within);
    for (;;) {
        const bool there = looks(picture(region));
        const Instant now = std::chrono::steady_clock::now();
        if (there)
            return now;
        if (deadline.passed())
            return fail(error::timeOut, QStringLiteral("the screen does not come to look as it should"));
        m_data->drawn(std::min(lookAnyway, deadline.left()));
    }
}

Result<Instant> Ruler::waitForChange(const QRect &region, const Picture &from, Milliseconds within)
{
    return waitUntil(
        region, [&](const Picture &now) { return now != from; }, within);
}

Result<Instant> Ruler::waitForPicture(const QRect &region, const Picture &wanted, Milliseconds within)
{
    return waitUntil(
        region, [&](const Picture &now) { return now == wanted; }, within);
}

Status Ruler::waitForQuiet(Milliseconds quiet, Milliseconds within)
{
    const Deadline deadline = Deadline::in(within);
    while (m_data->drawn(quiet)) {
        if (deadline.passed())
            return fail(error::timeOut, QStringLiteral("the screen does not come to rest"));
    }
    return {};
}

int Ruler::countFrames(Milliseconds period)
{
    const Deadline deadline = Deadline::in(period);
    int frames = 0;
    while (m_data->drawn(deadline.left())) {
        ++frames;
        const Deadline end = Deadline::in(oneFrame);
        while (m_data->drawn(end.left())) {
        }
    }
    return frames;
}

} // namespace kiosk::bench
