// The exercises as they are installed, for the kinds of terminals; and mistakes in them, found with their
// lines.
#include <kiosk/trainer/exercise_book.h>

#include <kiosk/core/paths.h>

#include <QFile>
#include <QSet>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::trainer;

namespace
{

/// As the profile of a kind has them, with or without their drivers.
QList<hal::DeviceConfiguration> devicesOf(const char *kind)
{
    const auto profile =
        YamlDocument::load(paths::share(QStringLiteral("terminals/%1.yaml").arg(QString::fromLatin1(kind))));
    REQUIRE(profile);
    QList<hal::DeviceConfiguration> devices;
    for (const auto &entry : profile->root()[u"devices"].toArray()) {
        hal::DeviceConfiguration device;
        device.id = entry[u"id"].toString();
        device.deviceClass = entry[u"class"].toString();
        device.trays = entry[u"trays"].toArray();
        devices.append(device);
    }
    return devices;
}

QStringList offered(const char *kind)
{
    const auto book = ExerciseBook::load(devicesOf(kind));
    INFO((book ? std::string() : book.error().detail.toStdString()));
    REQUIRE(book);
    QStringList ids;
    for (const Exercise &exercise : book->exercises())
        ids.append(exercise.id);
    return ids;
}

QByteArray installed()
{
    QFile file(paths::share(QStringLiteral("exercises.yaml")));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// What is said of the installed exercises with one text in place of another.
std::string complaint(const char *before, const char *after)
{
    QByteArray text = installed();
    REQUIRE(text.contains(before));
    text.replace(text.indexOf(before), qsizetype(qstrlen(before)), after);
    const auto document = YamlDocument::parse(text, QStringLiteral("exercises.yaml"));
    REQUIRE(document);
    const auto book = ExerciseBook::read(*document, devicesOf("gov"));
    return book ? std::string() : book.error().detail.toStdString();
}

} // namespace

TEST_CASE("a terminal offers the exercises that it has the devices for")
{
    const QStringList gov = offered("gov");
    for (const auto *id : {"paper-out", "paper-jam", "print-unknown", "card-left", "platform-down",
                           "reader-swapped", "power-cut"})
        CHECK(gov.contains(QLatin1String(id)));
    CHECK_FALSE(gov.contains(u"spoiled-licence")); // it has no numbered blanks

    const QStringList licences = offered("bizlicense");
    CHECK(licences.contains(u"spoiled-licence"));
    CHECK_FALSE(licences.contains(u"power-cut")); // nor this one a battery

    CHECK(offered("sscard") == QStringList{QStringLiteral("reader-swapped")});
    CHECK(offered("photo").isEmpty());
}

TEST_CASE("requests go to the terminal's own devices, by their ids")
{
    const auto book = ExerciseBook::load(devicesOf("bizlicense"));
    REQUIRE(book);
    CHECK(book->roles()[QStringLiteral("printer")] == u"a4"); // not the licences' one
    CHECK(book->roles()[QStringLiteral("licence")] == u"licence");
    const Exercise *paper = book->exercise(QStringLiteral("paper-out"));
    REQUIRE(paper != nullptr);
    CHECK(paper->before.first()[u"to"].toString() == u"a4");
    const Exercise *spoiled = book->exercise(QStringLiteral("spoiled-licence"));
    REQUIRE(spoiled != nullptr);
    CHECK(spoiled->before.last()[u"device"].toString() == u"licence");
    const QJsonObject signIn = spoiled->goals.first().when[u"audit"].toObject();
    CHECK(signIn[u"subject"].toString() == book->person().number);
    for (const QJsonObject &request : book->tidy())
        CHECK(request[u"to"].toString() != u"ups"); // it has none
}

TEST_CASE("the buttons of an exercise differ, and there is more than one hint")
{
    for (const auto *kind : {"gov", "bizlicense"}) {
        const auto book = ExerciseBook::load(devicesOf(kind));
        REQUIRE(book);
        for (const Exercise &exercise : book->exercises()) {
            INFO(exercise.id.toStdString());
            QSet<QString> texts;
            for (const Act &act : exercise.acts)
                texts.insert(act.text);
            CHECK(texts.size() == exercise.acts.size()); // no two buttons say the same
            CHECK(exercise.hints.size() >= 2);
        }
    }
}

TEST_CASE("a mistake in the exercises is said with its line")
{
    CHECK(complaint("acts: [lay-card,", "acts: [lay-fish,").find("exercises.yaml:") == 0);
    CHECK(complaint("acts: [lay-card,", "acts: [lay-fish,").find("no act 'lay-fish'") != std::string::npos);
    CHECK(complaint("needs: [reader, printer]", "needs: [reader]").find("'printer'") != std::string::npos);
    CHECK(complaint("act: load-paper", "act: clear-jam").find("no act of this exercise") !=
          std::string::npos);
    CHECK(complaint("id: paper-jam", "id: paper-out").find("a second exercise 'paper-out'") !=
          std::string::npos);
    CHECK(
        complaint("needs: [reader, printer, ups]", "needs: [reader, printer, oven]").find("no role 'oven'") !=
        std::string::npos);
    CHECK(complaint("{page: print}", "{pages: print}").find("exercises.yaml:") == 0);
}
