#include "hostile_host.h"

#include <kiosk/core/sealed_memory.h>
#include <kiosk/ipc/bus.h>

#include <QRandomGenerator>
#include <QTimer>

#include <fcntl.h>
#include <unistd.h>

namespace kiosk::hostile
{

namespace
{

constexpr quint32 gibibyte = 1U << 30;
constexpr int tries = 20000;

/// The compositor's own wl_compositor and so on, bound anew: a second binding is as good as the first.
quint32 compositorOf(Wire &wire)
{
    return wire.bind("wl_compositor", 3);
}

quint32 poolOf(Wire &wire, int descriptor, quint32 size)
{
    const quint32 sharedMemory = wire.bind("wl_shm", 1); // numbers are taken in the order of use only
    const quint32 pool = wire.newId();
    wire.send(sharedMemory, 0, {pool, size}, descriptor);
    return pool;
}

} // namespace

void makeObjects(HostileHost &host, const QJsonObject &)
{
    const quint32 compositor = compositorOf(host.wire());
    for (int i = 0; i < tries && host.wire().send(compositor, 0, {host.wire().newId()}); ++i) {
    }
}

void makeWindows(HostileHost &host, const QJsonObject &)
{
    for (int i = 0; i < 100 && makeWindow(host.wire(), 8, 8, 0xffffffff).surface != 0; ++i) {
    }
}

void makeHugePool(HostileHost &host, const QJsonObject &)
{
    // What is read of it would be made by the kernel for the compositor.
    const FileDescriptor zeros(::open("/dev/zero", O_RDWR | O_CLOEXEC));
    (void)poolOf(host.wire(), zeros.get(), gibibyte);
    (void)host.wire().roundTrip();
}

void growPool(HostileHost &host, const QJsonObject &)
{
    host.wire().send(host.window().pool, 2, {gibibyte});
    (void)host.wire().roundTrip();
}

void makeHugeBuffer(HostileHost &host, const QJsonObject &)
{
    const FileDescriptor zeros(::open("/dev/zero", O_RDWR | O_CLOEXEC));
    const quint32 pool = poolOf(host.wire(), zeros.get(), 1U << 20);
    const quint32 buffer = host.wire().newId();
    host.wire().send(pool, 0, {buffer, 0, 30000, 30000, 4, 0}); // rows that lie over one another
    host.wire().send(host.window().surface, 1, {buffer, 0, 0});
    host.wire().send(host.window().surface, 6, {});
    (void)host.wire().roundTrip();
}

void cutMemory(HostileHost &host, const QJsonObject &)
{
    const Window window = paint(host.wire(), host.window().surface, 600, 600, 0xff00c0c0);
    (void)!::ftruncate(window.memory, 0);
    host.wire().send(window.surface, 2, {0, 0, 600, 600});
    host.wire().send(window.surface, 6, {});
}

void sendGarbage(HostileHost &host, const QJsonObject &)
{
    QByteArray garbage(4096, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : garbage)
        byte = char(random.generate());
    for (int i = 0; i < 64 && host.wire().sendBytes(garbage); ++i) {
    }
}

void floodRequests(HostileHost &host, const QJsonObject &)
{
    QByteArray many;
    const quint32 damage[] = {host.window().surface, (8 + 16) << 16 | 2, 0, 0, 64, 64};
    for (int i = 0; i < 1000; ++i)
        many.append(reinterpret_cast<const char *>(damage), sizeof(damage));
    while (host.wire().sendBytes(many)) {
    }
}

void coverShell(HostileHost &host, const QJsonObject &)
{
    // Larger than the screen, and with surfaces that stand out of it on every side; each is a new colour each
    // time; and always a keyboard over whatever is shown. Nothing that comes back is read.
    Wire &wire = host.wire();
    const Window &window = host.window();
    const quint32 parent = window.surface;
    (void)paint(wire, parent, 2000, 2200, 0xffc02020);
    const quint32 compositor = compositorOf(wire);
    const quint32 nesting = wire.bind("wl_subcompositor", 1);
    const quint32 seat = wire.bind("wl_seat", 1);
    const quint32 keyboards = wire.bind("zwp_text_input_manager_v2", 1);
    const quint32 typing = wire.newId();
    wire.send(keyboards, 1, {typing, seat});
    for (const auto &[x, y] : {std::pair(-1500, -1000), std::pair(-200, -1500), std::pair(900, 1000)}) {
        const quint32 surface = wire.newId();
        const quint32 place = wire.newId();
        wire.send(compositor, 0, {surface});
        wire.send(nesting, 1, {place, surface, parent});
        wire.send(place, 1, {quint32(x), quint32(y)});
        wire.send(place, 5, {}); // on its own
        (void)paint(wire, surface, 1600, 1600, 0xff2020c0);
    }
    wire.send(parent, 6, {});
    auto *timer = new QTimer(&host);
    QObject::connect(timer, &QTimer::timeout, &host, [&wire, parent, typing] {
        wire.send(typing, 1, {parent}); // enable
        wire.send(typing, 3, {});       // show the keyboard
        wire.send(parent, 2, {0, 0, 2000, 2200});
        wire.send(parent, 6, {});
    });
    timer->start(5);
    // And while the shell has a page of its own before it.
    QTimer::singleShot(3000, &host, [&host] {
        if (const auto nothing = ipc::descriptorFor({}))
            host.portal().Begin(QStringLiteral("identify"), *nothing);
    });
}

} // namespace kiosk::hostile
