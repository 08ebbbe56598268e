#include <kiosk/trainer/training_person.h>

#include <kiosk/ipc/bus.h>

#include <staff_proxy.h>

#include <liboath/oath.h>

#include <array>

namespace kiosk::trainer
{

namespace
{

QString codeAt(const QByteArray &secret, qint64 seconds)
{
    char *key = nullptr;
    size_t size = 0;
    if (oath_base32_decode(secret.constData(), size_t(secret.size()), &key, &size) != OATH_OK)
        return {};
    std::array<char, 7> digits{};
    const int made = oath_totp_generate(key, size, time_t(seconds), OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
                                        OATH_TOTP_DEFAULT_START_TIME, 6, digits.data());
    std::free(key); // NOLINT(cppcoreguidelines-no-malloc): liboath's
    return made == OATH_OK ? QString::fromLatin1(digits.data()) : QString();
}

} // namespace

TrainingPerson::TrainingPerson(Person person, const Clock &clock)
    : m_person(std::move(person)), m_clock(clock)
{
}

QCoro::Task<Status> TrainingPerson::enrol(OrgBianminStaff1Interface &staff)
{
    (void)co_await ipc::awaitReply(staff.Remove(m_person.number));
    const Payload form{{{QStringLiteral("number"), m_person.number},
                        {QStringLiteral("pin"), m_person.pin},
                        {QStringLiteral("role"), m_person.role}},
                       {}};
    const auto sealed = ipc::descriptorFor(form);
    if (!sealed)
        co_return sealed.error();
    const auto reply = co_await ipc::awaitReply(staff.Add(*sealed));
    if (!reply)
        co_return reply.error();
    const auto descriptor = ipc::argument<QDBusUnixFileDescriptor>(*reply);
    if (!descriptor)
        co_return descriptor.error();
    const auto enrolment = readPayload(descriptor->fileDescriptor());
    if (!enrolment)
        co_return enrolment.error();
    m_secret = enrolment->fields[u"secret"].toString().toLatin1();
    co_return Status();
}

QJsonObject TrainingPerson::told() const
{
    if (m_secret.isEmpty())
        return {};
    return {{QStringLiteral("number"), m_person.number},
            {QStringLiteral("pin"), m_person.pin},
            {QStringLiteral("code"), codeAt(m_secret, m_clock.wall().toSecsSinceEpoch())}};
}

} // namespace kiosk::trainer
